package org.guildhall.app.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.runtime.PastEntry;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * How a programme stands at a moment: everybody looked at once.
 *
 * @param moment epoch milliseconds
 * @param tiers members by tier of the first ladder, from its first
 * @param points all wallets of the currency that can be spent, added up
 * @param top who is highest on the ladder
 * @param shown one whose page tells much
 */
public record YearResult(long moment, Ladder ladder, PointCurrency currency, long members, long guests,
        Map<String, Long> tiers, Map<Account, Long> points, List<Person> top, Person shown,
        List<EntryView> latest) {
    private static final int TOP = 5;
    private static final int LATEST = 5;

    /** A member by the shop's reference. */
    public record Person(String reference, MemberView view) {}

    /** A member found while everybody is looked at; {@code rank} says how much there is to see. */
    private record Found(EntityName name, MemberView view, long rank) {}

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
        private final Terms terms;
        private final long moment;
        private final int programme;
        private final Ladder ladder;
        private final PointCurrency currency;
        private final Map<String, Long> tiers = new LinkedHashMap<>();
        private final Map<Account, Long> points = new EnumMap<>(Account.class);
        private final PriorityQueue<Found> top = new PriorityQueue<>(Comparator.comparingLong(Found::rank));
        private @Nullable Found shown;
        private long members;
        private long guests;

        Reader(Terms terms, long moment) {
            this.terms = terms;
            this.moment = moment;
            this.programme = EntityName.programmeNumber(terms.programme());
            this.ladder = terms.ladders().getFirst();
            this.currency = terms.currencies().stream().filter(one -> !one.countsOnly()).findFirst().orElseThrow();
            ladder.tiers().forEach(tier -> tiers.put(tier.name(), 0L));
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
            Found page = Objects.requireNonNull(shown, "a member");
            List<Person> highest = new ArrayList<>();
            while (!top.isEmpty()) {
                highest.addFirst(person(profiles, top.remove()));
            }
            List<EntryView> latest;
            try (Stream<PastEntry> past = runtime.entries(page.name)) {
                latest = past.map(entry -> engine.explain(page.name, entry.bytes()))
                        .filter(entry -> entry.refusal() == null)
                        .limit(LATEST)
                        .toList();
            }
            return new YearResult(moment, ladder, currency, members, guests, tiers, points, highest,
                    person(profiles, page), latest.reversed());
        }

        private Person person(ProfileStore profiles, Found found) {
            List<String> references = profiles.references(programme, found.name.key());
            return new Person(references.isEmpty() ? found.name.toString() : references.getFirst(), found.view);
        }

        private void add(EntityName name, MemberView view) {
            MemberView.WalletView wallet = view.wallet(currency.name());
            wallet.figures().forEach((account, amount) -> points.merge(account, amount, Long::sum));
            MemberView.StandingView standing = view.standings().get(ladder.name());
            if (standing == null) {
                guests++;
                return;
            }
            members++;
            tiers.merge(standing.tier(), 1L, Long::sum);
            top.add(new Found(name, view, standing.measure()));
            if (top.size() > TOP) {
                top.remove();
            }
            long rank = rank(wallet, standing);
            if (shown == null || rank > shown.rank) {
                shown = new Found(name, view, rank);
            }
        }

        /** Someone to whom much has happened and for whom the next tier is near. */
        private static long rank(MemberView.WalletView wallet, MemberView.StandingView standing) {
            long rank = wallet.figures().values().stream().filter(amount -> amount != 0).count() * 1_000_000;
            rank += standing.next() == null ? 0 : 500_000 - Math.min(400_000, Math.abs(standing.missing() - 150));
            rank += standing.until() == Long.MAX_VALUE ? 0 : 1_500_000;
            // Keys are random, so what else is there decides between equals: the same year shows the same member.
            return rank * 1_000_000 + wallet.figure(Account.ISSUED) * 7 % 1_000_000;
        }
    }
}
