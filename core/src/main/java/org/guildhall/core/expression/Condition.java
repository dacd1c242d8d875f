package org.guildhall.core.expression;

/** A compiled expression that is true or false. */
@FunctionalInterface
public interface Condition {
    boolean test(Facts facts);

    /** What was not said: always true. */
    Condition ALWAYS = facts -> true;
}
