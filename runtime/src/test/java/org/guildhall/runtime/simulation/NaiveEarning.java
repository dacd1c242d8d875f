package org.guildhall.runtime.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Times;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;
import org.jspecify.annotations.Nullable;

/** What one activity or yearly day earns, in exact decimals; limits are used up as it goes. */
final class NaiveEarning {
    private final NaiveMember member;
    private final Terms terms;
    private final NaiveCalendar calendar;
    private final long at;
    private final Set<Integer> counted = new HashSet<>();

    NaiveEarning(NaiveMember member, Terms terms, long at) {
        this.member = member;
        this.terms = terms;
        this.calendar = new NaiveCalendar(terms.calendar().zone());
        this.at = at;
    }

    record Given(EarningRule rule, PointCurrency currency, long amount, BigDecimal factor) {}

    static RoundingMode mode(Rounding rounding) {
        return RoundingMode.valueOf(rounding.name());
    }

    List<Given> forActivity(Activity activity) {
        NaiveFacts facts = new NaiveFacts(member, terms, activity, at);
        List<Given> given = new ArrayList<>();
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof Trigger.On on
                    && on.kinds().contains(activity.kind())
                    && inForce(rule)
                    && rightTime(rule, on)
                    && rule.when().test(facts)) {
                give(rule, facts, given);
            }
        }
        return given;
    }

    List<Given> forDay(EarningRule rule) {
        List<Given> given = new ArrayList<>();
        NaiveFacts facts = new NaiveFacts(member, terms, new Activity(0, Fields.NONE, List.of()), at);
        if (inForce(rule) && rule.when().test(facts)) {
            give(rule, facts, given);
        }
        return given;
    }

    private boolean inForce(EarningRule rule) {
        LocalDate day = calendar.date(at);
        return (rule.from() == null || !day.isBefore(rule.from()))
                && (rule.until() == null || day.isBefore(rule.until()));
    }

    private boolean rightTime(EarningRule rule, Trigger.On on) {
        long nth = 1 + member.ticks.stream()
                .filter(tick -> tick.series() < Integer.MAX_VALUE && on.kinds().contains((int) tick.series()))
                .mapToLong(NaiveMember.Tick::count)
                .sum();
        return switch (rule.times()) {
            case Times.Every times -> true;
            case Times.Nth times -> nth == times.n();
            case Times.EveryNth times -> nth % times.n() == 0;
            case Times.Streak times -> streak(on, times);
        };
    }

    private boolean streak(Trigger.On on, Times.Streak streak) {
        LocalDate unit = calendar.first(at, streak.unit());
        if (active(on, unit, streak.unit())) {
            return false;
        }
        LocalDate before = unit;
        for (int row = 1; row < streak.length(); row++) {
            before = calendar.first(calendar.start(before.minusDays(1)), streak.unit());
            if (!active(on, before, streak.unit()) || member.used(streak.number(), before.toEpochDay()) > 0) {
                return false;
            }
        }
        member.uses.add(new NaiveMember.Use(streak.number(), unit.toEpochDay(), 1));
        return true;
    }

    private boolean active(Trigger.On on, LocalDate first, CalendarUnit unit) {
        long last = calendar.day(calendar.end(calendar.start(first), unit) - 1);
        return on.kinds()
                .stream()
                .anyMatch(
                        kind -> member.ticks.stream()
                                .filter(tick -> tick.series() == kind && tick.day() >= first.toEpochDay()
                                        && tick.day() <= last)
                                .mapToLong(NaiveMember.Tick::count)
                                .sum() > 0);
    }

    private void give(EarningRule rule, NaiveFacts facts, List<Given> given) {
        BigDecimal factor = factor(rule, facts);
        for (EarningRule.Award award : rule.awards()) {
            PointCurrency currency = terms.currency(award.currency());
            if (currency != null) {
                long amount = limited(rule, currency, worth(rule, award, factor, currency, facts));
                if (amount > 0) {
                    given.add(new Given(rule, currency, amount, factor));
                }
            }
        }
    }

    private static BigDecimal factor(EarningRule rule, NaiveFacts facts) {
        EarningRule.Multiplier multiplier = rule.multiplier();
        EarningRule.Factor factor =
                multiplier == null ? null : multiplier.factors().get(facts.tier(multiplier.ladder()));
        return factor == null ? BigDecimal.ONE : BigDecimal.valueOf(factor.unscaled(), factor.scale());
    }

    /** What an award comes to before limits; lines are rounded one by one. */
    static long worth(
            EarningRule rule, EarningRule.Award award, BigDecimal factor, PointCurrency currency, NaiveFacts facts) {
        long sum = 0;
        for (int i = 0; i < (rule.perLine() ? facts.lines() : 1); i++) {
            NaiveFacts seen = rule.perLine() ? facts.lookAt(facts.line(i)) : facts;
            sum += !rule.ofLine().test(seen) ? 0
                    : BigDecimal.valueOf(award.quantity().function().evaluate(seen), award.quantity().scale())
                            .multiply(factor)
                            .setScale(currency.scale(), mode(rule.rounding()))
                            .unscaledValue()
                            .longValueExact();
        }
        return sum;
    }

    private long limited(EarningRule rule, PointCurrency currency, long worth) {
        List<Limit> limits = new ArrayList<>(rule.limits());
        limits.addAll(currency.limits());
        long amount = worth;
        for (Limit limit : limits) {
            amount = Math.min(amount, room(limit, amount));
        }
        for (Limit limit : limits) {
            if (amount > 0 && !(limit.per() instanceof Limit.Per.Order)) {
                use(limit, amount);
            }
        }
        return amount;
    }

    private long room(Limit limit, long amount) {
        long used = limit.per() instanceof Limit.Per.Order ? 0 : member.used(limit.number(), period(limit, at));
        if (limit.of() == Limit.Of.TIMES) {
            return used < limit.amount() || counted.contains(limit.number()) ? amount : 0;
        }
        return Math.max(0, limit.amount() - used);
    }

    /** A limit of times counts activities: one that gives several currencies counts once. */
    private void use(Limit limit, long amount) {
        if (limit.of() == Limit.Of.AMOUNT) {
            member.uses.add(new NaiveMember.Use(limit.number(), period(limit, at), amount));
        } else if (counted.add(limit.number())) {
            member.uses.add(new NaiveMember.Use(limit.number(), period(limit, at), 1));
        }
    }

    long period(Limit limit, long moment) {
        return limit.per() instanceof Limit.Per.Calendar per ? calendar.first(moment, per.unit()).toEpochDay() : 0;
    }

    /** The lot that an earning opens, by the currency's vesting and expiry. */
    NaiveMember.Lot lot(PointCurrency currency, long number, long amount) {
        long vestsAt = switch (currency.vests()) {
            case Vesting.AtOnce v -> Long.MIN_VALUE;
            case Vesting.After v -> calendar.plus(at, v.period());
            case Vesting.On v -> calendar.plus(at, v.within());
        };
        boolean pending = vestsAt > member.time || currency.vests() instanceof Vesting.On;
        return new NaiveMember.Lot(currency.number(), number, amount, at, vestsAt, expiresAt(currency), pending);
    }

    /** What a lot waits for, by the terms under which it was earned. */
    static Vesting.@Nullable On waits(Catalogue catalogue, NaiveMember.Lot lot) {
        Terms then = catalogue.at(lot.earnedAt());
        PointCurrency currency = then == null ? null : then.currency(lot.currency());
        return currency != null && currency.vests() instanceof Vesting.On on ? on : null;
    }

    long expiresAt(PointCurrency currency) {
        return switch (currency.expires()) {
            case Expiry.Never e -> NaiveMember.NEVER;
            case Expiry.Inactivity e -> NaiveMember.IDLE;
            case Expiry.WithTermOf e -> throw new IllegalStateException("the reference model has no plans");
            case Expiry.After e -> {
                CalendarUnit unit = e.roundedUpTo();
                long end = calendar.plus(at, e.period());
                yield unit == null ? end : calendar.end(end, unit);
            }
            case Expiry.OnDates e -> {
                LocalDate day =
                        calendar.date(e.afterAtLeast() == null ? at : calendar.plus(at, e.afterAtLeast()));
                while (!e.days().contains(MonthDay.from(day))) {
                    day = day.plusDays(1);
                }
                yield calendar.start(day.plusDays(1));
            }
        };
    }
}
