package org.guildhall.runtime.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.member.Account;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** Takes back what an order earned, by the terms of its day. */
record NaiveReturns(NaiveMember member, Terms terms) {
    static final int QUANTITY = KnownField.QUANTITY.symbol();
    static final int AMOUNT = KnownField.AMOUNT.symbol();

    static BigDecimal money(Activity activity, ActivityKind kind, ActivityKind.Earns earns, Terms terms) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fields line : activity.lines()) {
            BigDecimal price =
                    BigDecimal.valueOf(line.number(KnownField.PRICE.symbol(), 0), priceDigits(kind));
            sum = sum.add(price.multiply(BigDecimal.valueOf(line.number(QUANTITY, 0))));
        }
        BigDecimal amount = sum.setScale(terms.moneyDigits(), NaiveEarning.mode(earns.rounding()));
        return earns.delivery()
                ? amount.add(BigDecimal.valueOf(
                        activity.fields().number(KnownField.DELIVERY.symbol(), 0), terms.moneyDigits()))
                : amount;
    }

    private static int priceDigits(ActivityKind kind) {
        for (Field field : kind.lines()) {
            if (field.name().equals("price") && field.type() instanceof FieldType.Decimal decimal) {
                return decimal.digits();
            }
        }
        return 2;
    }

    /** The activity with its amount worked out from its lines. */
    static Activity withAmount(Activity activity, ActivityKind kind, Terms terms) {
        ActivityKind.Earns earns = kind.earns();
        if (earns == null) {
            return activity;
        }
        long minor = money(activity, kind, earns, terms).max(BigDecimal.ZERO).unscaledValue().longValueExact();
        return new Activity(activity.kind(), activity.fields().with(AMOUNT, minor), activity.lines());
    }

    static long amount(Activity activity) {
        return Math.max(0, activity.fields().number(AMOUNT, 0));
    }

    void whole(NaiveMember.Order order) {
        List<Fields> lines = order.left().lines().stream().map(line -> line.with(QUANTITY, 0)).toList();
        reduce(order, left(order, 0, lines), order.taken(), true);
    }

    void value(NaiveMember.Order order, long value) {
        long amount = order.amount() - value;
        reduce(order, left(order, amount, order.left().lines()), order.taken() + value, amount == 0);
    }

    void lines(NaiveMember.Order order, long[] pieces) {
        List<Fields> lines = new ArrayList<>();
        boolean nothing = true;
        for (int i = 0; i < pieces.length; i++) {
            Fields line = order.left().lines().get(i);
            long quantity = line.number(QUANTITY, 0) - pieces[i];
            lines.add(line.with(QUANTITY, quantity));
            nothing &= quantity == 0;
        }
        Activity left = new Activity(order.left().kind(), order.left().fields(), lines);
        ActivityKind kind = terms.kind(left.kind());
        long worth = amount(kind == null ? left : withAmount(left, kind, terms));
        long amount = nothing ? 0 : Math.max(0, worth - order.taken());
        reduce(order, left(order, amount, lines), order.taken(), nothing);
    }

    private static Activity left(NaiveMember.Order order, long amount, List<Fields> lines) {
        return new Activity(order.left().kind(), order.left().fields().with(AMOUNT, amount), lines);
    }

    private void reduce(NaiveMember.Order before, Activity left, long taken, boolean gone) {
        long amount = amount(left);
        boolean goes = gone && !before.gone();
        member.ticks.add(new NaiveMember.Tick(left.kind(), before.day(), goes ? -1 : 0, amount - before.amount(),
                before.byMember()));
        if (goes) {
            sums(left, before.day());
        }
        List<NaiveMember.Award> awards = new ArrayList<>();
        for (NaiveMember.Award award : before.awards()) {
            awards.add(award.of(remaining(before, award, left, amount, gone)));
        }
        member.replace(
                before,
                new NaiveMember.Order(before.id(), before.number(), before.at(), before.day(), before.keptUntil(), left,
                        before.original(), amount, taken, gone, before.byMember(), awards));
        for (int i = 0; i < awards.size(); i++) {
            takeBack(before, before.awards().get(i), awards.get(i).amount());
        }
        giveTimesBack(before, awards);
    }

    private void sums(Activity left, long day) {
        for (Ladder ladder : terms.ladders()) {
            if (ladder.by() instanceof Ladder.Measure.Sum sum && sum.kinds().contains(left.kind())) {
                long series = NaiveLadders.series(left.kind(), sum.field());
                member.ticks.add(new NaiveMember.Tick(series, day, -1, -left.fields().number(sum.field(), 0)));
            }
        }
    }

    private long remaining(
            NaiveMember.Order before, NaiveMember.Award award, Activity left, long amount, boolean gone) {
        EarningRule rule = terms.rule(award.rule());
        PointCurrency currency = terms.currency(award.currency());
        if (rule == null || currency == null || rule.onReturn() == EarningRule.OnReturn.KEEP) {
            return award.amount();
        }
        if (gone) {
            return 0;
        }
        if (rule.onReturn() == EarningRule.OnReturn.RECOMPUTE) {
            return Math.min(award.amount(), again(before, rule, award, currency, left));
        }
        return before.original() == 0
                ? award.amount()
                : Math.min(award.amount(), share(award.first(), amount, before.original(), rule.rounding()));
    }

    private static long share(long value, long part, long whole, Rounding rounding) {
        return BigDecimal.valueOf(value)
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 0, NaiveEarning.mode(rounding))
                .longValueExact();
    }

    private long again(
            NaiveMember.Order before, EarningRule rule, NaiveMember.Award award, PointCurrency currency,
            Activity left) {
        NaiveFacts facts = new NaiveFacts(member, terms, left, before.at());
        for (EarningRule.Award given : rule.awards()) {
            if (given.currency() == award.currency() && rule.when().test(facts)) {
                return NaiveEarning.worth(rule, given, award.factor(), currency, facts);
            }
        }
        return 0;
    }

    private void takeBack(NaiveMember.Order order, NaiveMember.Award award, long remaining) {
        long amount = award.amount() - remaining;
        PointCurrency currency = terms.currency(award.currency());
        EarningRule rule = terms.rule(award.rule());
        if (amount == 0 || currency == null || rule == null) {
            return;
        }
        boolean pending =
                member.lots.stream().anyMatch(lot -> lot.pending() && lot.number() == award.lot().number());
        if (!pending) {
            member.ticks.add(new NaiveMember.Tick(award.currency(), order.day(), 0, -amount));
        }
        List<Limit> limits = new ArrayList<>(rule.limits());
        limits.addAll(currency.limits());
        for (Limit limit : limits) {
            if (limit.of() == Limit.Of.AMOUNT && !(limit.per() instanceof Limit.Per.Order)) {
                giveBack(order, limit, amount);
            }
        }
        reverse(currency, award, amount);
    }

    /** An activity that keeps nothing of a rule no longer counts in the rule's limits of times. */
    private void giveTimesBack(NaiveMember.Order before, List<NaiveMember.Award> awards) {
        Set<Integer> rules = new HashSet<>();
        for (int i = 0; i < awards.size(); i++) {
            EarningRule rule = terms.rule(awards.get(i).rule());
            boolean became = awards.get(i).amount() == 0 && before.awards().get(i).amount() > 0;
            if (rule != null && became && left(awards, rule.number()) == 0 && rules.add(rule.number())) {
                rule.limits()
                        .stream()
                        .filter(limit -> limit.of() == Limit.Of.TIMES && !(limit.per() instanceof Limit.Per.Order))
                        .forEach(limit -> giveBack(before, limit, 1));
            }
        }
    }

    private static long left(List<NaiveMember.Award> awards, int rule) {
        return awards.stream().filter(award -> award.rule() == rule).mapToLong(NaiveMember.Award::amount).sum();
    }

    private void giveBack(NaiveMember.Order order, Limit limit, long amount) {
        long period = new NaiveEarning(member, terms, order.at()).period(limit, order.at());
        long possible = Math.min(amount, member.used(limit.number(), period));
        member.uses.add(new NaiveMember.Use(limit.number(), period, -possible));
    }

    /** From its own lot; what of that had ended counts too; then from others, and at last into debt, as the currency says. */
    private void reverse(PointCurrency currency, NaiveMember.Award award, long amount) {
        boolean pendingOnly = currency.onReturn() == PointCurrency.OnReturn.PENDING_ONLY;
        long missing = amount;
        for (NaiveMember.Lot lot : List.copyOf(member.lots)) {
            if (lot.currency() == currency.number()
                    && lot.number() == award.lot().number()
                    && lot.expiresAt() == award.lot().expiresAt()
                    && (lot.pending() || !pendingOnly)) {
                long part = Math.min(lot.amount(), missing);
                member.take(lot, part, Account.REVERSED);
                missing -= part;
            }
        }
        long ended = Math.min(missing, member.expiredOfLot.getOrDefault(award.lot().number(), 0L));
        member.expiredOfLot.merge(award.lot().number(), -ended, Long::sum);
        missing -= ended;
        if (!pendingOnly) {
            long there = Math.min(missing, member.held(currency.number(), false));
            member.takeInOrder(currency.number(), there, Account.REVERSED);
            missing -= there;
            if (currency.onReturn() == PointCurrency.OnReturn.BELOW_ZERO) {
                member.post(currency.number(), Account.OWED, Account.REVERSED, missing);
            }
        }
    }
}
