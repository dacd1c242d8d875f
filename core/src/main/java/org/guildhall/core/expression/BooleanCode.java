package org.guildhall.core.expression;

import org.guildhall.core.activity.Fields;

/** Compiled code that is true or false. */
@FunctionalInterface
interface BooleanCode {
    boolean run(Facts facts, Fields[] lines);
}
