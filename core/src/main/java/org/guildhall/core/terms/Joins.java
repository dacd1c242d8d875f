package org.guildhall.core.terms;

import java.util.List;

/** How a guest becomes a member. */
public sealed interface Joins {
    /** Only by asking. */
    record Explicit() implements Joins {}

    /** By asking, or by the first effective activity of one of these kinds. */
    record On(List<Integer> kinds) implements Joins {}
}
