package org.guildhall.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind.Allowance;
import org.guildhall.core.terms.Benefit.Kind.Warranty;
import org.guildhall.core.terms.Benefit.Per;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Periods;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of one benefit at a moment, and from where. Of an attribute the best value counts, of what is counted the
 * widest limit; of equal ones the first.
 *
 * @param sources what gives it; empty for a member who has it not
 * @param counts the source that counts, null where there is none
 * @param period of the allowance that counts
 * @param used in that period
 * @param carried what of the period before can be used in that one, beside its limit
 * @param left of it; {@link Benefit#UNLIMITED} for no end
 */
record Entitlement(List<Source> sources, @Nullable Source counts, Period period, long used, long carried, long left) {
    private static final Period NO_PERIOD = new Period(0, Lot.NEVER);

    /** Where a benefit comes from. */
    enum By {
        PLAN,
        TIER,
        GRANT,
        PACK
    }

    /**
     * What gives a benefit.
     *
     * @param name of the plan or tier, of the rule of a pack, empty for a grant
     * @param benefit as the terms have it by which this gives it
     * @param value of an attribute, else 0
     * @param choice the choice of the plan that it is one of, null for none
     * @param since when the member came to have it from there
     * @param from when it began, or the plan's term did
     * @param until when it ends, or the plan's term does
     * @param again when the plan's next term begins, never for one without
     * @param subscription the number of the one whose plan gives it, 0 for none
     */
    record Source(By by, String name, Benefit benefit, int value, Choosing.@Nullable Made choice, long since,
            long from, long until, long again, long subscription) {
        long limit() {
            return benefit.kind() instanceof Benefit.Counted counted ? counted.limit() : Benefit.UNLIMITED;
        }
    }

    /**
     * A stretch in which an allowance is counted.
     *
     * @param key tells it from the others of its limit
     * @param again when the next one begins, never for none
     */
    record Period(long key, long again) {}

    boolean has() {
        return counts != null;
    }

    /** @param at the moment whose period is looked at; what gives the benefit is looked at as it is now */
    static Entitlement of(Member member, Catalogue catalogue, Terms now, Benefit benefit, long at) {
        return of(member, catalogue, now, benefit, at, Long.MAX_VALUE);
    }

    /** @param order what the order comes to that it is asked for; what can be used for that counts before what can't */
    static Entitlement of(Member member, Catalogue catalogue, Terms now, Benefit benefit, long at, long order) {
        if (!member.joined() || member.status != MemberEvent.Status.ACTIVE) {
            return new Entitlement(List.of(), null, NO_PERIOD, 0, 0, 0);
        }
        List<Source> sources = sources(member, catalogue, now, benefit);
        Source counts = sources.isEmpty() ? null : sources.getFirst();
        for (Source source : sources) {
            if (counts != null && better(benefit, source, counts, order)) {
                counts = source;
            }
        }
        if (counts == null || !(counts.benefit().kind() instanceof Benefit.Counted counted)) {
            return new Entitlement(sources, counts, NO_PERIOD, 0, 0, counts == null ? 0 : Benefit.UNLIMITED);
        }
        Period period = period(member, now.calendar(), counted.per(), counts, at);
        long used = member.limits.used(counted.counter(), period.key());
        if (counted.limit() == Benefit.UNLIMITED) {
            return new Entitlement(sources, counts, period, used, 0, Benefit.UNLIMITED);
        }
        if (!(counted instanceof Allowance allowance) || allowance.carried() == 0) {
            return new Entitlement(sources, counts, period, used, 0, Math.max(0, counted.limit() - used));
        }
        long carried = carried(member, now.calendar(), allowance, counts, period);
        long lent = lent(member, now.calendar(), allowance, counts, period);
        return new Entitlement(sources, counts, period, used, carried,
                Math.max(0, allowance.limit() + carried - used - lent));
    }

    /** What is left of the period before, its own limit used first, for who had the benefit in it. */
    private static long carried(
            Member member, ZoneCalendar calendar, Allowance allowance, Source source, Period period) {
        long start = allowance.carried() == 0 ? Lot.NEVER : calendar.startOf(period.key());
        if (allowance.carried() == 0 || source.since() >= start) {
            return 0;
        }
        Period before = period(member, calendar, allowance.per(), source, start - 1);
        return Math.clamp(allowance.limit() - member.limits.used(allowance.counter(), before.key()), 0,
                allowance.carried());
    }

    /** What the period after this one used beyond its own limit: it was carried over from this one. */
    private static long lent(
            Member member, ZoneCalendar calendar, Allowance allowance, Source source, Period period) {
        Period after = period(member, calendar, allowance.per(), source, period.again());
        return Math.max(0, member.limits.used(allowance.counter(), after.key()) - allowance.limit());
    }

    /**
     * Values are compared by the terms in force now, which have every one that there ever was; else what can be used for the
     * order comes first, then the wider limit, the lower threshold, the longer warranty.
     */
    private static boolean better(Benefit now, Source source, Source than, long order) {
        if (!now.values().isEmpty()) {
            return now.rank(source.value()) > now.rank(than.value());
        }
        boolean fits = order >= source.benefit().from();
        boolean thatFits = order >= than.benefit().from();
        if (fits != thatFits) {
            return fits;
        }
        if (source.limit() != than.limit()) {
            return source.limit() > than.limit();
        }
        return source.benefit().from() != than.benefit().from()
                ? source.benefit().from() < than.benefit().from()
                : days(source) > days(than);
    }

    private static int days(Source source) {
        return source.benefit().kind() instanceof Warranty warranty ? Periods.leastDays(warranty.period()) : 0;
    }

    /** By a plan as the subscription has the benefit; by a tier and by hand as the terms in force have it. */
    private static List<Source> sources(Member member, Catalogue catalogue, Terms now, Benefit benefit) {
        List<Source> sources = new ArrayList<>(2);
        for (Subscription subscription : member.subscriptions) {
            boolean gives = subscription.gives()
                    && Seated.gives(member, catalogue, subscription, benefit.number());
            Terms terms = gives
                    ? Contract.of(catalogue, member, subscription).terms(benefit.number(), member.time)
                    : null;
            Benefit given = terms == null ? null : terms.benefit(benefit.number());
            Choosing.Made choice =
                    given == null ? null : Choosing.made(member, catalogue, subscription, benefit.number());
            if (terms != null && given != null && (choice == null || choice.leaves(benefit.number()))) {
                byPlan(terms, given, choice, subscription, sources);
            }
        }
        for (Benefit.Source source : benefit.givenBy()) {
            if (source instanceof Benefit.Source.FromTier tier) {
                fromTier(member, now, benefit, tier, sources);
            }
        }
        for (Grants.Grant grant : member.grants.of(benefit.number(), member.time)) {
            boolean byHand = grant.rule() == 0;
            sources.add(new Source(byHand ? By.GRANT : By.PACK, byHand ? "" : now.symbols().name(grant.rule()), benefit,
                    grant.value(), null, grant.since(), grant.since(), grant.until(), Lot.NEVER, 0));
        }
        return sources;
    }

    private static void byPlan(
            Terms terms, Benefit given, Choosing.@Nullable Made choice, Subscription subscription,
            List<Source> sources) {
        for (Benefit.Source source : given.givenBy()) {
            if (source instanceof Benefit.Source.ByPlan(int plan, int value) && plan == subscription.plan()) {
                sources.add(new Source(By.PLAN, terms.symbols().name(plan), given, value, choice, subscription.since(),
                        subscription.termStart(), subscription.termEnd(),
                        subscription.ending() ? Lot.NEVER : subscription.termEnd(), subscription.number()));
            }
        }
    }

    private static void fromTier(
            Member member, Terms terms, Benefit given, Benefit.Source.FromTier source, List<Source> sources) {
        Ladder ladder = terms.ladder(source.ladder());
        Standing standing = member.standing(source.ladder());
        if (ladder == null || standing == null) {
            return;
        }
        int counts = Standings.effective(ladder, standing);
        if (Standings.index(ladder, counts) >= Standings.index(ladder, source.tier())) {
            boolean granted = counts != standing.tier();
            sources.add(new Source(By.TIER, terms.symbols().name(counts), given, source.value(), null, standing.since(),
                    standing.since(), granted ? standing.grantedUntil() : standing.ends(), Lot.NEVER, 0));
        }
    }

    /** A term that began after the moment is the first that is known: what came late is counted in it. */
    private static Period period(Member member, ZoneCalendar calendar, Per per, Source source, long at) {
        return switch (per) {
            case Per.Calendar(CalendarUnit unit) ->
                    new Period(calendar.dayOf(calendar.floor(at, unit)), calendar.endOf(at, unit));
            case Per.Membership(int months) -> membership(member, calendar, months, at);
            case Per.Term term -> new Period(source.from(), source.again());
            case Per.Lifetime lifetime -> new Period(0, Lot.NEVER);
        };
    }

    /** Counted from the day of joining each time, so that the 31st comes back. */
    static Period membership(Member member, ZoneCalendar calendar, int months, long at) {
        LocalDate joined = calendar.date(member.joinedAt);
        LocalDate today = calendar.date(at);
        int since = (today.getYear() - joined.getYear()) * 12 + today.getMonthValue() - joined.getMonthValue();
        int begun = Math.floorDiv(since, months) * months;
        if (joined.plusMonths(begun).isAfter(today)) {
            begun -= months;
        }
        return new Period(joined.plusMonths(begun).toEpochDay(), calendar.startOf(joined.plusMonths(begun + months)));
    }
}
