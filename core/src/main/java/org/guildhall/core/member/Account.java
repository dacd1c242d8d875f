package org.guildhall.core.member;

/**
 * The accounts of a wallet. Every posting moves an amount from one to another, so that always
 *
 * <pre>issued + received = pending + available + reserved + spent + expired + reversed + forfeited + sent - owed</pre>
 *
 * <p>The order is stored: never change it.
 */
public enum Account {
    ISSUED(Side.SOURCE),
    RECEIVED(Side.SOURCE),
    PENDING(Side.HOLDING),
    AVAILABLE(Side.HOLDING),
    RESERVED(Side.HOLDING),
    SPENT(Side.SINK),
    EXPIRED(Side.SINK),
    REVERSED(Side.SINK),
    FORFEITED(Side.SINK),
    SENT(Side.SINK),
    /** A debt that later earnings repay first. */
    OWED(Side.SOURCE);

    /** What a posting does to the figure: a source grows when it gives, the others when they take. */
    private enum Side {
        SOURCE,
        HOLDING,
        SINK
    }

    private final Side side;

    Account(Side side) {
        this.side = side;
    }

    private static final Account[] ALL = values();

    public static Account of(int ordinal) {
        return ALL[ordinal];
    }

    public static int count() {
        return ALL.length;
    }

    /** By how much the figure changes when {@code amount} leaves the account. */
    public long given(long amount) {
        return side == Side.SOURCE ? amount : -amount;
    }

    /** By how much the figure changes when {@code amount} comes into the account. */
    public long taken(long amount) {
        return side == Side.SOURCE ? -amount : amount;
    }

    /** As shown: {@code available}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
