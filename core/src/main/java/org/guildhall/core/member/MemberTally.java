package org.guildhall.core.member;

import java.util.Arrays;
import java.util.Locale;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.stock.StockMachine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What one member adds to the programme's totals: the figures of each currency, one in the count of members or guests,
 * one in the count of each tier held, which is the better of the earned and the granted one, and one in the count of each plan
 * in the state in which it is had. What a decision changes of it is
 * its new state's part less that of its old one. Used by one thread, one decision after the other.
 */
final class MemberTally {
    private static final int MEMBERS = 1;
    private static final int GUESTS = 2;
    private static final int LEFT = 3;
    private static final int MERGED = 4;
    /** Beside the accounts of a currency, whose ordinals lie below. */
    private static final int TIER = 15;
    /** What a plan brought in besides its fee, in minor units, beside the states in which it is had. */
    private static final int INCOME = 14;

    /** The states in which a plan is counted; the order is stored. */
    private enum PlanState {
        TRIAL,
        PAID,
        /** Its renewal is not paid yet. */
        UNPAID,
        PAUSED;

        static PlanState of(Subscription subscription) {
            if (subscription.status() == Subscription.Status.PAUSED) {
                return PAUSED;
            }
            boolean unpaid = subscription.charge() != 0 && subscription.movingTo() == 0;
            return unpaid ? UNPAID : subscription.inTrial() ? TRIAL : PAID;
        }
    }

    private int size;
    private int[] series = new int[16];
    private long[] amounts = new long[16];

    /** Begins anew, with nothing. */
    MemberTally reset() {
        size = 0;
        return this;
    }

    /** Adds the state's part by the terms of its own time, taken so many times: 1, or -1 to take it off. */
    MemberTally add(Member member, Catalogue catalogue, int times) {
        if (member.known()) {
            add(
                    switch (member.status) {
                        case LEFT -> LEFT;
                        case MERGED -> MERGED;
                        case ACTIVE, FROZEN -> member.joined() ? MEMBERS : GUESTS;
                    },
                    times);
            for (Standing standing : member.standings) {
                int tier = standing.granted() == 0 ? standing.tier() : better(standing, catalogue.at(member.time));
                if (tier != 0) {
                    add(tier << 4 | TIER, times);
                }
            }
        }
        for (Subscription subscription : member.subscriptions) {
            if (subscription.live()) {
                add(subscription.plan() << 4 | PlanState.of(subscription).ordinal(), times);
            }
        }
        // Of one who was taken in it is counted where it went.
        if (member.status != MemberEvent.Status.MERGED) {
            for (Incomes.Income income : member.incomes.all()) {
                add(income.plan() << 4 | INCOME, income.amount() * times);
            }
        }
        for (Wallet wallet : member.wallets) {
            for (int i = 0; i < Account.count(); i++) {
                long figure = wallet.figure(Account.of(i));
                if (figure != 0) {
                    add(wallet.currency() << 4 | i, figure * times);
                }
            }
        }
        return this;
    }

    private static int better(Standing standing, @Nullable Terms terms) {
        Ladder ladder = terms == null ? null : terms.ladder(standing.ladder());
        return ladder == null ? standing.tier() : Standings.effective(ladder, standing);
    }

    private void add(int number, long amount) {
        for (int i = 0; i < size; i++) {
            if (series[i] == number) {
                amounts[i] += amount;
                return;
            }
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        series[size] = number;
        amounts[size++] = amount;
    }

    TallyDelta toDelta() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += amounts[i] != 0 ? 1 : 0;
        }
        int[] changed = new int[count];
        long[] by = new long[count];
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (amounts[i] != 0) {
                changed[next] = series[i];
                by[next++] = amounts[i];
            }
        }
        return new TallyDelta(changed, by);
    }

    static String seriesName(int number, Symbols symbols) {
        return switch (number) {
            case MEMBERS -> "members";
            case GUESTS -> "guests";
            case LEFT -> "left";
            case MERGED -> "merged";
            default -> {
                String name = symbols.name(number >>> 4);
                if ((number & 15) == TIER) {
                    yield "tier." + name;
                }
                if (symbols.isOf(number >>> 4, "stock")) {
                    yield StockMachine.seriesName(number, symbols);
                }
                if ((number & 15) == INCOME && symbols.isOf(number >>> 4, "plan")) {
                    yield "plan." + name + ".income";
                }
                yield symbols.isOf(number >>> 4, "plan")
                        ? "plan." + name + "." + PlanState.values()[number & 15].name().toLowerCase(Locale.ROOT)
                        : name + "." + Account.of(number & 15).word();
            }
        };
    }
}
