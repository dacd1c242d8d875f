package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;

/** Compiled code that gives a number. */
@FunctionalInterface
interface LongCode {
    /** What an absent field reads as where absence is allowed; no number of an expression is ever this one. */
    long ABSENT = Long.MIN_VALUE;

    /**
     * Runs the code.
     *
     * @param lines the lines that the loops around it stand at, one slot for each loop
     */
    long run(Facts facts, Fields[] lines);
}
