package org.guildhall.core.member;

import java.util.Arrays;
import org.guildhall.core.entity.TallyDelta;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What one member adds to the programme's totals: the figures of each currency, one in the count of members or guests,
 * one in the count of each tier held, which is the better of the earned and the granted one, one in the count of each plan
 * in the state in which it is had, and what {@link Sums} has. What a decision changes of it is
 * its new state's part less that of its old one. Used by one thread, one decision after the other.
 */
final class MemberTally {
    /** The state in which a plan is counted. */
    private static Series.OfPlan state(Subscription subscription) {
        if (subscription.lead() != null) {
            return Series.OfPlan.SEATS;
        }
        if (subscription.status() == Subscription.Status.PAUSED) {
            return Series.OfPlan.PAUSED;
        }
        return subscription.unpaid() ? Series.OfPlan.UNPAID
                : subscription.inTrial() ? Series.OfPlan.TRIAL : Series.OfPlan.PAID;
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
                        case LEFT -> Series.LEFT;
                        case MERGED -> Series.MERGED;
                        case ACTIVE, FROZEN -> member.joined() ? Series.MEMBERS : Series.GUESTS;
                    },
                    times);
            for (Standing standing : member.standings) {
                int tier = standing.granted() == 0 ? standing.tier() : better(standing, catalogue.at(member.time));
                if (tier != 0) {
                    add(Series.ofTier(tier), times);
                }
            }
        }
        for (Subscription subscription : member.subscriptions) {
            if (subscription.live()) {
                add(Series.of(subscription.plan(), state(subscription)), times);
            }
        }
        if (Sums.subscribes(member)) {
            add(Series.SUBSCRIBERS, times);
        }
        // What was merged counts where it went.
        if (member.status != MemberEvent.Status.MERGED) {
            member.sums.forEach((number, amount) -> add(number, amount * times));
            for (Incomes.Income income : member.incomes.all()) {
                add(Series.of(income.plan(), Series.OfPlan.INCOME), income.amount() * times);
            }
            member.grants.forEachCame(came -> {
                add(Series.of(came.benefit(), Series.OfBenefit.USED), came.amount() * times);
                add(Series.of(came.benefit(), Series.OfBenefit.WORTH), came.worth() * times);
                add(Series.of(came.benefit(), Series.OfBenefit.COST), came.cost() * times);
            });
        }
        for (Wallet wallet : member.wallets) {
            for (int i = 0; i < Account.count(); i++) {
                Account account = Account.of(i);
                long figure = wallet.figure(account);
                if (figure != 0) {
                    add(Series.of(wallet.currency(), account), figure * times);
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
}
