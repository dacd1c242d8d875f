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
 * @param nextExpiry what expires first; null for nothing
 */
record Wallet(Ledger ledger, boolean spendable, String available, String pending, boolean hasPending,
        List<Lot> lots, @Nullable String nextExpiry) {
    /**
     * A lot.
     *
     * @param waits when it becomes available, or until when it waits for what makes it so; null for one that is
     */
    record Lot(long number, String amount, String earned, @Nullable String waits, String expires) {}

    static Wallet of(PointCurrency currency, MemberView.WalletView wallet, Names names) {
        String name = currency.name();
        return new Wallet(Ledger.of(name, names, wallet::figure), !currency.countsOnly(),
                names.amount(wallet.available(), name), names.amount(wallet.figure(Account.PENDING), name),
                wallet.figure(Account.PENDING) != 0,
                wallet.lots().stream().map(lot -> lot(lot, name, names)).toList(), nextExpiry(wallet, name, names));
    }

    private static Lot lot(MemberView.LotView lot, String currency, Names names) {
        ZoneId zone = zone(names);
        return new Lot(lot.number(), names.amount(lot.amount(), currency), names.words().day(lot.earnedAt(), zone),
                waits(lot, names.words(), zone), names.words().day(lot.expiresAt(), zone));
    }

    private static @Nullable String waits(MemberView.LotView lot, Words words, ZoneId zone) {
        if (lot.vestsAt() == null) {
            return null;
        }
        return lot.vestsAt() == Long.MAX_VALUE
                ? words.say("lot.waits", words.day(lot.waitsUntil(), zone))
                : words.say("lot.vests", words.day(lot.vestsAt(), zone));
    }

    private static @Nullable String nextExpiry(MemberView.WalletView wallet, String currency, Names names) {
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
        // A lot that ends as a day begins was good until the day before.
        return names.words()
                .say("expires.next", names.points(amount, currency), names.words().day(first - 1, zone(names)));
    }

    private static ZoneId zone(Names names) {
        return names.terms().calendar().zone();
    }
}
