package org.guildhall.runtime;

/** A command or publication that got no decision; {@link #kind} says whether it may have happened. */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How a command stayed without a decision. */
    public enum Kind {
        /** Nothing was done, and trying again soon may do. */
        TRY_LATER,
        /** Nothing was done: the partition has stopped. */
        STOPPED,
        /** It may be on disk or not. */
        OUTCOME_UNKNOWN
    }

    private final Kind kind;

    public UndecidedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
