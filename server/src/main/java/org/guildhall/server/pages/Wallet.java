package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.List;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.PointCurrency;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of a currency.
 *
 * @param spendable whether it can be spent at all, or only qualifies
 * @param pending null for nothing
 * @param nextExpiry what expires first; null for nothing
 */
record Wallet(
        Ledger ledger, boolean spendable, Held available, @Nullable Held pending, List<Lot> lots,
        @Nullable String nextExpiry) {
    /** So many lots are shown without being asked for. */
    static final int FEW_LOTS = 8;

    /** What an account holds. */
    record Held(String account, String amount) {}

    /**
     * A lot.
     *
     * @param lastDay on which it is good
     * @param waits when it becomes available, or until when it waits for what makes it so; null for one that is
     */
    record Lot(long number, String amount, String earned, @Nullable String waits, String lastDay) {}

    static Wallet of(PointCurrency currency, MemberView.WalletView wallet, Reading reading) {
        String name = currency.name();
        return new Wallet(Ledger.of(name, reading, wallet::figure), !currency.countsOnly(),
                held(Account.AVAILABLE, wallet, name, reading),
                wallet.figure(Account.PENDING) == 0 ? null : held(Account.PENDING, wallet, name, reading),
                wallet.lots().stream().map(lot -> lot(lot, name, reading)).toList(), nextExpiry(wallet, name, reading));
    }

    private static Held held(Account account, MemberView.WalletView wallet, String currency, Reading reading) {
        return new Held(reading.account(account), reading.amount(wallet.figure(account), currency));
    }

    private static Lot lot(MemberView.LotView lot, String currency, Reading reading) {
        ZoneId zone = zone(reading);
        return new Lot(lot.number(), reading.amount(lot.amount(), currency), reading.words().day(lot.earnedAt(), zone),
                waits(lot, reading.words(), zone),
                lot.expiresAt() == Long.MAX_VALUE ? reading.words().say("lot.never")
                        : lastDay(lot.expiresAt(), reading));
    }

    /** The last day on which a lot is good: one that ends as a day begins was good until the day before. */
    private static String lastDay(long expiresAt, Reading reading) {
        return reading.words().day(expiresAt - 1, zone(reading));
    }

    private static @Nullable String waits(MemberView.LotView lot, Words words, ZoneId zone) {
        if (lot.vestsAt() == null) {
            return null;
        }
        return lot.vestsAt() == Long.MAX_VALUE
                ? words.say("lot.waits", words.day(lot.waitsUntil(), zone))
                : words.say("lot.vests", words.day(lot.vestsAt(), zone));
    }

    private static @Nullable String nextExpiry(MemberView.WalletView wallet, String currency, Reading reading) {
        long first = wallet.lots()
                .stream()
                .filter(lot -> lot.vestsAt() == null)
                .mapToLong(MemberView.LotView::expiresAt)
                .min()
                .orElse(Long.MAX_VALUE);
        if (first == Long.MAX_VALUE) {
            return null;
        }
        long amount = wallet.lots()
                .stream()
                .filter(lot -> lot.vestsAt() == null && lot.expiresAt() == first)
                .mapToLong(MemberView.LotView::amount)
                .sum();
        return reading.words().say("expires.next", reading.points(amount, currency), lastDay(first, reading));
    }

    private static ZoneId zone(Reading reading) {
        return reading.terms().calendar().zone();
    }
}
