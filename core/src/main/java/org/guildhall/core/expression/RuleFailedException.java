package org.guildhall.core.expression;

/** An expression that can't be evaluated: a missing field, an overflow, too many steps. The command is refused. */
public final class RuleFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuleFailedException(String message) {
        super(message, null, false, false);
    }
}
