package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * How a programme stands at a moment: everybody looked at once.
 *
 * @param moment epoch milliseconds
 * @param ladder the first, null where there is none
 * @param currency the one that can be spent, null where there is none
 * @param tiers members by tier of the ladder, from its first
 * @param points all wallets of the currency, added up
 * @param plans by plan, how many have it in a trial, paid, unpaid and paused
 * @param top references of those who are highest on the ladder, or without one have had a plan longest
 */
public record YearResult(long moment, @Nullable Ladder ladder, @Nullable PointCurrency currency, long members,
        long guests, Map<String, Long> tiers, Map<Account, Long> points, Map<String, Map<String, Long>> plans,
        List<String> top) {
    private static final int TOP = 5;

    /** A member found while everybody is looked at. */
    private record Found(EntityName name, long measure) {}

    /** Whether the ledger's equation holds over all members. */
    public boolean addsUp() {
        long sources = figure(Account.ISSUED) + figure(Account.RECEIVED) + figure(Account.OWED);
        long rest = 0;
        for (Account account : Account.values()) {
            rest += switch (account) {
                case ISSUED, RECEIVED, OWED -> 0;
                case PENDING, AVAILABLE, RESERVED, SPENT, EXPIRED, REVERSED, FORFEITED, SENT -> figure(account);
            };
        }
        return sources == rest;
    }

    public long figure(Account account) {
        return points.getOrDefault(account, 0L);
    }

    /** Looks at everybody in the programme. */
    public static YearResult read(Terms terms, long moment, Runtime runtime, Engine engine, ProfileStore profiles) {
        return new Reader(terms, moment).read(runtime, engine, profiles);
    }

    /** Adds up while everybody passes. */
    private static final class Reader {
        private final long moment;
        private final int programme;
        private final @Nullable Ladder ladder;
        private final @Nullable PointCurrency currency;
        private final Map<String, Long> tiers = new LinkedHashMap<>();
        private final Map<Account, Long> points = new EnumMap<>(Account.class);
        private final Map<String, Map<String, Long>> plans = new LinkedHashMap<>();
        private final PriorityQueue<Found> top = new PriorityQueue<>(Comparator.comparingLong(Found::measure));
        private long members;
        private long guests;

        Reader(Terms terms, long moment) {
            this.moment = moment;
            this.programme = EntityName.programmeNumber(terms.programme());
            this.ladder = terms.ladders().isEmpty() ? null : terms.ladders().getFirst();
            this.currency = terms.currencies().stream().filter(one -> !one.countsOnly()).findFirst().orElse(null);
            if (ladder != null) {
                ladder.tiers().forEach(tier -> tiers.put(tier.name(), 0L));
            }
            terms.plans().forEach(plan -> plans.put(plan.name(), new LinkedHashMap<>()));
        }

        YearResult read(Runtime runtime, Engine engine, ProfileStore profiles) {
            runtime.forEachEntity((name, stored, pages) -> {
                if (name.programme() == programme) {
                    MemberView view = engine.view(new Image(stored.head(), pages), name, moment);
                    if (view != null) {
                        add(name, view);
                    }
                }
                return true;
            });
            List<String> highest = new ArrayList<>();
            while (!top.isEmpty()) {
                EntityName name = top.remove().name;
                List<String> references = profiles.references(programme, name.key());
                highest.addFirst(references.isEmpty() ? name.toString() : references.getFirst());
            }
            return new YearResult(moment, ladder, currency, members, guests, tiers, points, plans,
                    highest);
        }

        private void add(EntityName name, MemberView view) {
            if (view.status().equals("guest")) {
                guests++;
            } else {
                members++;
            }
            if (currency != null) {
                view.wallet(currency.name())
                        .figures()
                        .forEach((account, amount) -> points.merge(account, amount, Long::sum));
            }
            long longest = Long.MAX_VALUE;
            for (MemberView.SubscriptionView subscription : view.subscriptions()) {
                if (state(subscription) instanceof String state) {
                    plans.getOrDefault(subscription.plan(), new HashMap<>()).merge(state, 1L, Long::sum);
                    longest = Math.min(longest, subscription.began());
                }
            }
            MemberView.StandingView standing = ladder == null ? null : view.standings().get(ladder.name());
            if (standing != null) {
                tiers.merge(standing.tier(), 1L, Long::sum);
                rank(new Found(name, standing.measure()));
            } else if (ladder == null && longest < Long.MAX_VALUE) {
                rank(new Found(name, -longest));
            }
        }

        private void rank(Found found) {
            top.add(found);
            if (top.size() > TOP) {
                top.remove();
            }
        }

        /** Null for one that has not begun or has ended, and for a seat of another's. */
        private static @Nullable String state(MemberView.SubscriptionView subscription) {
            return subscription.seat() ? null : switch (subscription.status()) {
                case "running" -> subscription.payment() != null ? "unpaid"
                        : subscription.phase().equals("trial") ? "trial" : "paid";
                case "paused" -> "paused";
                default -> null;
            };
        }
    }
}
