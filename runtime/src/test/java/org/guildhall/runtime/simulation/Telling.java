package org.guildhall.runtime.simulation;

import java.util.Locale;
import java.util.Objects;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Tells a member in lines of text, the engine's and the model's in the same words. */
final class Telling {
    private Telling() {}

    static String of(MemberView view) {
        StringBuilder text = new StringBuilder(view.status() + " joined " + moment(view.joinedAt()) + "\n");
        view.wallets().forEach((currency, wallet) -> {
            text.append(currency);
            for (Account account : Account.values()) {
                text.append(' ').append(account.word()).append(' ').append(wallet.figure(account));
            }
            for (MemberView.LotView lot : wallet.lots()) {
                Long vestsAt = lot.vestsAt();
                text.append("\n  lot ").append(lot.amount()).append(" earned ").append(moment(lot.earnedAt()));
                text.append(vestsAt == null ? "" : " vests " + moment(Math.min(vestsAt, lot.waitsUntil())));
                text.append(" ends ").append(moment(lot.expiresAt()));
            }
            text.append('\n');
        });
        view.standings()
                .forEach((ladder, standing) -> text.append(ladder)
                        .append(' ')
                        .append(standing.tier())
                        .append(" earned ")
                        .append(standing.earned())
                        .append(" since ")
                        .append(moment(standing.since()))
                        .append(" until ")
                        .append(moment(standing.until()))
                        .append(" grace ")
                        .append(moment(standing.graceUntil()))
                        .append(" granted ")
                        .append(standing.granted() == null ? ""
                                : standing.granted() + " " + moment(standing.grantedUntil()))
                        .append(" measure ")
                        .append(standing.measure())
                        .append('\n'));
        return text.toString();
    }

    static String of(NaiveMember member, Terms terms) {
        boolean guest = member.status == NaiveMember.Status.ACTIVE && !member.joined();
        String status = guest ? "guest" : member.status.name().toLowerCase(Locale.ROOT);
        StringBuilder text = new StringBuilder(status + " joined " + moment(member.joinedAt) + "\n");
        for (PointCurrency currency : terms.currencies()) {
            text.append(currency.name());
            for (Account account : Account.values()) {
                text.append(' ').append(account.word()).append(' ').append(figure(member, currency.number(), account));
            }
            long idle = member.idleAt.getOrDefault(currency.number(), NaiveMember.NEVER);
            member.lots(currency.number(), true).forEach(lot -> lot(text, lot, idle));
            member.lots(currency.number(), false).forEach(lot -> lot(text, lot, idle));
            text.append('\n');
        }
        for (Ladder ladder : terms.ladders()) {
            NaiveMember.Tier tier = member.tiers.get(ladder.number());
            if (member.joined() && tier != null) {
                tier(text, member, terms, ladder, tier);
            }
        }
        return text.toString();
    }

    /** What the lots add up to, and what the postings do otherwise. */
    static long figure(NaiveMember member, int currency, Account account) {
        return switch (account) {
            case PENDING -> member.held(currency, true);
            case AVAILABLE -> member.held(currency, false);
            default -> member.figure(currency, account);
        };
    }

    private static void lot(StringBuilder text, NaiveMember.Lot lot, long idle) {
        long ends = lot.expiresAt() == NaiveMember.IDLE ? idle : lot.expiresAt();
        text.append("\n  lot ").append(lot.amount()).append(" earned ").append(moment(lot.earnedAt()));
        text.append(lot.pending() ? " vests " + moment(lot.vestsAt()) : "").append(" ends ").append(moment(ends));
    }

    private static void tier(
            StringBuilder text, NaiveMember member, Terms terms, Ladder ladder, NaiveMember.Tier tier) {
        text.append(ladder.name()).append(' ').append(name(terms, NaiveLadders.effective(ladder, tier)));
        text.append(" earned ").append(ladder.tiers().get(NaiveLadders.rank(ladder, tier.tier())).name());
        text.append(" since ").append(moment(tier.since())).append(" until ").append(moment(tier.until()));
        text.append(" grace ").append(moment(tier.graceUntil())).append(" granted ");
        text.append(tier.granted() == 0 ? "" : name(terms, tier.granted()) + " " + moment(tier.grantedUntil()));
        text.append(" measure ").append(new NaiveLadders(member, terms).measure(ladder)).append('\n');
    }

    private static String name(Terms terms, int tier) {
        return tier == 0 ? "#0" : Objects.requireNonNull(terms.symbols().name(tier)).replaceFirst(".*/", "");
    }

    private static @Nullable Object moment(long moment) {
        return moment == NaiveMember.NEVER || moment == Long.MIN_VALUE ? "never"
                : java.time.Instant.ofEpochMilli(moment);
    }
}
