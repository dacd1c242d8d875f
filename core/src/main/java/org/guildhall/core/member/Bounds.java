package org.guildhall.core.member;

/**
 * How far a member's figures may grow by what is asked. Beyond, a command is refused before anything is written, so that no
 * total of what was accepted can overflow later: 900,000 members who all stand at the bound still add up in a long. What
 * messages bring is never refused for the sake of a bound where it could not go back: a merge may pass it.
 */
final class Bounds {
    /** The most of any account of a wallet, in the currency's smallest unit. */
    static final long FIGURE = 10_000_000_000_000L;
    /** The most that one series, such as the money of a kind of activity, adds up to over a member's life. */
    static final long SERIES = 1_000_000_000_000_000L;

    private Bounds() {}

    /** How much an account that only grows may still take in. */
    static long room(Member member, int currency, Account account) {
        Wallet wallet = member.findWallet(currency);
        return wallet == null ? FIGURE : Math.max(0, FIGURE - wallet.figure(account));
    }

    /** How much a series may still grow. */
    static long room(Member member, long series) {
        return Math.max(0, SERIES - member.totals.lifetime(series).amount());
    }

    /** Whether a series may change by this much. */
    static boolean holds(Member member, long series, long change) {
        long now = member.totals.lifetime(series).amount();
        return change <= SERIES - now && change >= -SERIES - now;
    }
}
