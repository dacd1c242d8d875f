package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;
import org.jspecify.annotations.Nullable;

/** Compiled code that gives a text, or null for an absent field where absence is allowed. */
@FunctionalInterface
interface TextCode {
    @Nullable
    String run(Facts facts, Fields[] lines);
}
