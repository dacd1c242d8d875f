package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.number.Decimals;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.EarningRule.Factor;
import org.guildhall.core.terms.EarningRule.Times;
import org.guildhall.core.terms.EarningRule.Trigger;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.CalendarUnit;

/** Works out what the rules give: no event is emitted here. */
final class Awarding {
    static final Factor ONE = new Factor(1, 0);

    private final Member member;
    private final Terms terms;
    private final long at;
    private final List<Use> uses = new ArrayList<>(0);

    Awarding(Member member, Terms terms, long at) {
        this.member = member;
        this.terms = terms;
        this.at = at;
    }

    /** What one rule gives of one currency, limits applied. */
    record Given(EarningRule rule, PointCurrency currency, long amount, Factor factor) {}

    /**
     * What a limit is used up by; the sum of those with the same limit and period is at most the limit.
     *
     * @param looksBack how many periods before this one are still looked at
     */
    record Use(Limit limit, long period, long amount, int looksBack) {}

    /** The limits that were used up, in the order of use. */
    List<Use> uses() {
        return uses;
    }

    /** What the rules for a kind give for one activity; throws {@link RuleFailed} with the rule that can't be worked out. */
    List<Given> forActivity(int kind, MemberFacts facts) {
        List<Given> given = new ArrayList<>(4);
        for (EarningRule rule : terms.rules()) {
            if (rule.on() instanceof Trigger.On on && on.kinds().contains(kind)) {
                try {
                    if (holdsAt(rule) && rightTime(rule, on) && rule.when().test(facts)) {
                        give(rule, facts, given);
                    }
                } catch (RuleFailedException | ArithmeticException failure) {
                    throw new RuleFailed(rule.name(), rule.line(), failure);
                }
            }
        }
        return given;
    }

    /** What points a rule gives that is on no activity, and comes. */
    List<Given> forDay(EarningRule rule, MemberFacts facts) {
        List<Given> given = new ArrayList<>(1);
        give(rule, facts, given);
        return given;
    }

    /** Whether a rule that is on no activity gives anything to this member now. */
    boolean comes(EarningRule rule, MemberFacts facts) {
        return holdsAt(rule) && rule.when().test(facts);
    }

    private boolean holdsAt(EarningRule rule) {
        if (rule.from() == null && rule.until() == null) {
            return true;
        }
        long day = terms.calendar().dayOf(at);
        return (rule.from() == null || day >= rule.from().toEpochDay())
                && (rule.until() == null || day < rule.until().toEpochDay());
    }

    private boolean rightTime(EarningRule rule, Trigger.On on) {
        return switch (rule.times()) {
            case Times.Every times -> true;
            case Times.Nth times -> before(on) + 1 == times.n();
            case Times.EveryNth times -> (before(on) + 1) % times.n() == 0;
            case Times.Streak times -> completesStreak(on, times);
        };
    }

    /** How many effective activities of these kinds there were before. */
    private long before(Trigger.On on) {
        long count = 0;
        for (int kind : on.kinds()) {
            count += member.totals.lifetime(kind).count();
        }
        return count;
    }

    /**
     * The first activity in its calendar unit, when as many units in a row have one and none of them completed a streak
     * before; the completed one is noted.
     */
    private boolean completesStreak(Trigger.On on, Times.Streak streak) {
        CalendarUnit unit = streak.unit();
        Limit completed = new Limit(streak.number(), Limit.Of.TIMES, 1, new Limit.Per.Calendar(unit));
        long start = terms.calendar().floor(at, unit);
        if (any(on, start, terms.calendar().endOf(at, unit))) {
            return false;
        }
        for (int row = 1; row < streak.length(); row++) {
            long previous = terms.calendar().floor(start - 1, unit);
            if (!any(on, previous, start)
                    || member.limits.used(streak.number(), terms.calendar().dayOf(previous)) > 0) {
                return false;
            }
            start = previous;
        }
        uses.add(new Use(completed, period(completed, at, terms), 1, streak.length()));
        return true;
    }

    private boolean any(Trigger.On on, long from, long until) {
        for (int kind : on.kinds()) {
            if (member.totals.sum(kind, terms.calendar().dayOf(from), terms.calendar().dayOf(until)).count() > 0) {
                return true;
            }
        }
        return false;
    }

    private void give(EarningRule rule, MemberFacts facts, List<Given> given) {
        Factor factor = factor(rule, facts);
        for (EarningRule.Award award : rule.awards()) {
            PointCurrency currency = terms.currency(award.currency());
            if (currency != null) {
                long amount = limited(rule, currency, worth(rule, award.quantity(), factor, currency.scale(), facts));
                if (amount > 0) {
                    requireRoom(currency, amount, given);
                    given.add(new Given(rule, currency, amount, factor));
                }
            }
        }
    }

    private void requireRoom(PointCurrency currency, long amount, List<Given> before) {
        long room = Bounds.room(member, currency.number(), Account.ISSUED);
        for (Given one : before) {
            room -= one.currency().number() == currency.number() ? one.amount() : 0;
        }
        if (amount > room) {
            throw new RuleFailedException("expected an award of at most " + room + ", but found " + amount);
        }
    }

    private Factor factor(EarningRule rule, MemberFacts facts) {
        EarningRule.Multiplier multiplier = rule.multiplier();
        return multiplier == null
                ? ONE
                : multiplier.factors().getOrDefault(facts.tier(multiplier.ladder()), ONE);
    }

    /**
     * What a rule's award amounts to before limits, in the currency's scale; lines are rounded one by one, and those that
     * the rule is not for left out.
     */
    static long worth(EarningRule rule, Quantity quantity, Factor factor, int scale, MemberFacts facts) {
        if (!rule.perLine()) {
            return worthOf(rule, quantity, factor, scale, facts);
        }
        long sum = 0;
        for (int i = 0; i < facts.lines(); i++) {
            Fields line = facts.line(i);
            facts.lookAt(line);
            if (rule.ofLine().test(facts)) {
                sum = Math.addExact(sum, worthOf(rule, quantity, factor, scale, facts));
            }
        }
        facts.lookAt(null);
        return sum;
    }

    private static long worthOf(EarningRule rule, Quantity quantity, Factor factor, int scale, MemberFacts facts) {
        long exact = Math.multiplyExact(quantity.function().evaluate(facts), factor.unscaled());
        long worth = Decimals.rescale(exact, quantity.scale() + factor.scale(), scale, rule.rounding());
        if (worth < 0) {
            throw new RuleFailedException("expected an award at or above 0, but found " + worth);
        }
        return worth;
    }

    /** The amount that all limits of the rule and of the currency leave; what they are used up by is noted. */
    private long limited(EarningRule rule, PointCurrency currency, long worth) {
        long amount = worth;
        for (Limit limit : rule.limits()) {
            amount = Math.min(amount, room(limit, amount));
        }
        for (Limit limit : currency.limits()) {
            amount = Math.min(amount, room(limit, amount));
        }
        if (amount > 0) {
            for (Limit limit : rule.limits()) {
                use(limit, amount);
            }
            for (Limit limit : currency.limits()) {
                use(limit, amount);
            }
        }
        return amount;
    }

    private long room(Limit limit, long amount) {
        boolean order = limit.per() instanceof Limit.Per.Order;
        long period = order ? 0 : period(limit, at, terms);
        long left = limit.amount() - (order ? 0 : member.limits.used(limit.number(), period));
        if (limit.of() == Limit.Of.TIMES) {
            return left > 0 ? amount : 0;
        }
        return Math.max(0, left - usedHere(limit, period));
    }

    private long usedHere(Limit limit, long period) {
        long used = 0;
        for (Use use : uses) {
            if (use.limit().number() == limit.number() && use.period() == period) {
                used += use.amount();
            }
        }
        return used;
    }

    /** A limit of times counts activities: one that gives several currencies counts once. */
    private void use(Limit limit, long amount) {
        long period = limit.per() instanceof Limit.Per.Order ? 0 : period(limit, at, terms);
        if (limit.of() == Limit.Of.AMOUNT) {
            uses.add(new Use(limit, period, amount, 0));
        } else if (usedHere(limit, period) == 0) {
            uses.add(new Use(limit, period, 1, 0));
        }
    }

    /** The period of a limit that a moment falls in: its first epoch day, or 0 for a lifetime. */
    static long period(Limit limit, long moment, Terms terms) {
        return limit.per().period(terms.calendar(), moment);
    }

    /** A rule that can't be worked out. */
    static final class RuleFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final int line;

        RuleFailed(String name, int line, RuntimeException cause) {
            super(cause.getMessage(), null, false, false);
            this.name = name;
            this.line = line;
        }

        MemberRefusal refusal() {
            return new MemberRefusal.RuleFailed(name, line, getMessage() == null ? "overflow" : getMessage());
        }
    }
}
