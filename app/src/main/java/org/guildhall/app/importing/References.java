package org.guildhall.app.importing;

import java.util.List;

/**
 * Gives the members behind outside references their internal keys.
 *
 * <ul>
 *   <li>A reference that is new gets a new key, which is on disk before the call returns.
 *   <li>The same reference always has the same key, also within one call.
 * </ul>
 */
@FunctionalInterface
public interface References {
    /** The keys of {@code namespace:reference} for each of {@code references}, in their order. */
    long[] keys(String namespace, List<String> references);
}
