package org.guildhall.core.member;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member as people read it at one moment. Moments are epoch milliseconds; {@link Long#MAX_VALUE} means never. Amounts
 * are in the currency's scale or in the unit of a ladder's measure.
 *
 * @param status active, frozen, left, merged; guest for one who has not joined
 * @param wallets by currency, in the order of the terms
 * @param standings by ladder, in the order of the terms
 * @param scores those that were reported, by name, in the order of the terms
 */
public record MemberView(
        String status,
        long statusSince,
        String statusReason,
        long version,
        long time,
        long joinedAt,
        Map<String, WalletView> wallets,
        Map<String, StandingView> standings,
        Map<String, Long> scores) {

    /** The wallet of a currency that the terms have; throws for another name. */
    public WalletView wallet(String currency) {
        return required(wallets.get(currency), currency);
    }

    /** The standing in a ladder that the terms have, of one who has joined; throws for another name or a guest. */
    public StandingView standing(String ladder) {
        return required(standings.get(ladder), ladder);
    }

    private static <T> T required(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalArgumentException("expected a name of the terms, but found " + name);
        }
        return found;
    }

    /**
     * @param figures the ledger's accounts, by {@link Account}
     * @param lots pending ones by vesting moment, then available ones by expiry
     */
    public record WalletView(int scale, Map<Account, Long> figures, List<LotView> lots) {
        public long available() {
            return figures.getOrDefault(Account.AVAILABLE, 0L);
        }

        public long figure(Account account) {
            return figures.getOrDefault(account, 0L);
        }
    }

    /**
     * @param vestsAt null for an available lot; {@link Long#MAX_VALUE} while it waits for a fulfilment
     * @param waitsUntil until when it waits for that; {@link Long#MAX_VALUE} for a lot that does not
     */
    public record LotView(
            long number, long amount, long earnedAt, @Nullable Long vestsAt, long waitsUntil, long expiresAt) {}

    /**
     * @param tier what counts now: the better of the earned and the granted tier
     * @param earned the tier that was earned
     * @param until when the earned tier's hold ends
     * @param graceUntil when its grace ends, never outside of grace
     * @param granted the tier that was granted, or null
     * @param projected the tier that will be held when the hold (or the grace, or what is measured now) ends, if nothing
     *     else happens
     * @param projectedAt that moment, never for a tier that can't be lost
     * @param toKeep what is missing to keep the tier then; 0 for nothing
     * @param next the tier above, or null at the top
     * @param missing what is missing for it
     * @param missingUntil until when what was measured so far counts in full
     */
    public record StandingView(
            String tier,
            String earned,
            long since,
            long until,
            long graceUntil,
            @Nullable String granted,
            long grantedUntil,
            long measure,
            String projected,
            long projectedAt,
            long toKeep,
            @Nullable String next,
            long missing,
            long missingUntil) {}
}
