package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.MemberEvent.WarrantyChanged;
import org.guildhall.core.member.MemberEvent.WarrantyChanged.Why;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Benefit.Kind;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** Warranties are given with orders, begin when these are received, are claimed, and end with a return. */
final class Warranting {
    /** How long after its end a warranty can still say when that was: longer than anyone would claim it in good faith. */
    private static final Period TOLD = new Period(2, org.guildhall.core.time.PeriodUnit.YEARS);

    private Warranting() {}

    /**
     * Gives what covers an activity to a member who has it now.
     *
     * @param keptUntil until when the activity is remembered, and can be fulfilled; no later than now where it is not
     */
    static void give(Decision decision, Terms terms, ActivityKind kind, Activity activity, long keptUntil) {
        for (Benefit benefit : terms.benefits()) {
            if (benefit.kind() instanceof Kind.Warranty warranty && warranty.on() == kind.number()) {
                Entitlement has = Entitlement.of(decision.member, decision.catalogue, terms, benefit, decision.at);
                Entitlement.Source source = has.counts();
                if (source != null && source.benefit().kind() instanceof Kind.Warranty own
                        && own.on() == kind.number()) {
                    give(decision, terms, source, own, activity, keptUntil);
                }
            }
        }
    }

    private static void give(
            Decision decision, Terms terms, Entitlement.Source source, Kind.Warranty own, Activity activity,
            long keptUntil) {
        Benefit benefit = source.benefit();
        List<Warranty.Line> lines = covered(decision, terms, benefit, own, activity);
        boolean waits = own.from() != 0;
        if (lines == null || waits && keptUntil <= decision.member.time) {
            return;
        }
        Warranty given = new Warranty(decision.command.id(), benefit.number(), source.name(), own.from(), own.period(),
                Lot.NEVER, Lot.NEVER, keptUntil, false, 0, lines);
        decision.emit(new WarrantyChanged(Why.GIVEN,
                waits ? given : begun(terms.calendar(), given, decision.at)));
    }

    /** What of an activity is covered; null for nothing. */
    private static @Nullable List<Warranty.Line> covered(
            Decision decision, Terms terms, Benefit benefit, Kind.Warranty own, Activity activity) {
        MemberFacts facts = new MemberFacts(decision.member, terms, activity, decision.at);
        List<Warranty.Line> lines = new ArrayList<>();
        try {
            if (!own.when().test(facts)) {
                return null;
            }
            for (int i = 0; i < activity.lines().size(); i++) {
                Fields line = activity.lines().get(i);
                facts.lookAt(line);
                long quantity = line.number(KnownField.QUANTITY.symbol(), 1);
                if (quantity > 0 && own.ofLine().test(facts)) {
                    String product = line.text(KnownField.PRODUCT.symbol());
                    lines.add(new Warranty.Line(i, product == null ? "" : product, quantity));
                }
            }
        } catch (RuleFailedException | ArithmeticException failure) {
            throw new Awarding.RuleFailed(benefit.name(), benefit.line(), failure);
        }
        return lines.isEmpty() && !activity.lines().isEmpty() ? null : lines;
    }

    private static Warranty begun(ZoneCalendar calendar, Warranty warranty, long from) {
        long until = calendar.startOf(calendar.date(calendar.plus(from, warranty.period())).plusDays(1));
        return warranty.begun(from, until, calendar.plus(until, TOLD));
    }

    /** The order was fulfilled: what waited for that begins, once. */
    static void fulfil(Decision decision, Terms terms, String order, int kind) {
        for (Warranty one : decision.member.warranties.of(order, decision.member.time)) {
            if (one.waitsFor() == kind && !one.begun() && !one.returned()) {
                decision.emit(new WarrantyChanged(Why.BEGAN, begun(terms.calendar(), one, decision.at)));
            }
        }
    }

    /** Less is left of an order; where nothing is left of what was covered, the warranty is over. */
    static void reduce(Decision decision, Terms terms, KeptActivity order, Activity left, boolean whole) {
        long now = decision.member.time;
        for (Warranty one : decision.member.warranties.of(order.id(), now)) {
            if (!one.returned() && one.until() > now) {
                Warranty less = one.left(left);
                boolean nothing = whole || !less.lines().isEmpty() && !less.covers("");
                if (nothing) {
                    decision.emit(new WarrantyChanged(Why.RETURNED, less.ended(now, terms.calendar().plus(now, TOLD))));
                } else if (!less.equals(one)) {
                    decision.emit(new WarrantyChanged(Why.REDUCED, less));
                }
            }
        }
    }

    /** A claim: whoever had the benefit when they ordered need not have it now. */
    static @Nullable MemberRefusal claim(
            Decision decision, Terms terms, Benefit benefit, Kind.Warranty now, MemberCommand.Use asked) {
        Member member = decision.member;
        MemberCommand.Order order = asked.order();
        Warranty warranty = member.warranties.get(Hashes.of(order.of()), benefit.number(), member.time);
        if (warranty == null || !warranty.order().equals(order.of())) {
            return new MemberRefusal.NotCovered(benefit.name(), order.of(), "order", "", 0);
        }
        if (warranty.returned()) {
            return new MemberRefusal.NotCovered(benefit.name(), order.of(), "returned", "", warranty.until());
        }
        if (!warranty.begun() || decision.at < warranty.from()) {
            return new MemberRefusal.NotCovered(benefit.name(), order.of(), "not-begun", "", 0);
        }
        if (decision.at >= warranty.until()) {
            return new MemberRefusal.NotCovered(benefit.name(), order.of(), "over", "", warranty.until());
        }
        if (!warranty.covers(order.product())) {
            return new MemberRefusal.NotCovered(benefit.name(), order.of(), "product", order.product(), 0);
        }
        long keptUntil =
                now.cancellable() == null ? member.time : terms.calendar().plus(member.time, now.cancellable());
        decision.emit(new WarrantyChanged(Why.CLAIMED, warranty.claimed(1)));
        Using.used(decision, benefit, asked.amount(), 0, Hashes.of(order.of()), keptUntil,
                subscription(decision, terms, benefit, warranty));
        return null;
    }

    /** In whose term a claim counts: that of the plan that gave the warranty, where the member still has the benefit by it; else 0. */
    private static long subscription(Decision decision, Terms terms, Benefit benefit, Warranty warranty) {
        Entitlement.Source source =
                Entitlement.of(decision.member, decision.catalogue, terms, benefit, decision.at).counts();
        return source != null && source.name().equals(warranty.source()) && decision.at >= source.from()
                ? source.subscription()
                : 0;
    }

    /** A claim that is cancelled was none; the use says which order it was about. */
    static void cancel(Decision decision, KeptUse use) {
        Benefit benefit = decision.catalogue.latest().benefit(use.benefit());
        Warranty warranty = benefit != null && benefit.kind() instanceof Kind.Warranty
                ? decision.member.warranties.get(use.period(), use.benefit(), decision.member.time)
                : null;
        if (warranty != null && warranty.claims() > 0) {
            decision.emit(new WarrantyChanged(Why.CLAIM_CANCELLED, warranty.claimed(-1)));
        }
    }
}
