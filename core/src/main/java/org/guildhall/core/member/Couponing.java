package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.expression.RuleFailedException;
import org.guildhall.core.member.KeptCoupon.State;
import org.guildhall.core.member.MemberEvent.CouponChanged;
import org.guildhall.core.member.MemberEvent.CouponChanged.Why;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.stock.BudgetCommand;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.SliceCommand;
import org.guildhall.core.stock.SliceMachine;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.CodeText;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.OfferRules;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Coupons are claimed, granted, revoked, extended, and end. Where the offer has budgets they are asked and always answer, so a claim ends
 * wholly done or wholly undone: the coupons and their place in the member's limits.
 */
final class Couponing {
    /** The most that one command grants. */
    static final long MOST_AT_ONCE = 1000;

    private Couponing() {}

    static @Nullable MemberRefusal claim(Decision decision, Terms terms, MemberCommand.ClaimCoupon asked) {
        return claim(decision, terms, asked.coupon(), new Coupon.Given.ByClaim(), 0);
    }

    /** By a code of its own; whether it was made, and is not used, the owner of the offer's budgets tells. */
    static @Nullable MemberRefusal claim(Decision decision, Terms terms, MemberCommand.ClaimByUniqueCode asked) {
        return claim(decision, terms, asked.coupon(), new Coupon.Given.ByUniqueCode(), asked.serial());
    }

    /** @param way how the coupon has to be given */
    private static @Nullable MemberRefusal claim(
            Decision decision, Terms terms, int number, Coupon.Given way, long code) {
        Offers.Published offer = decision.catalogue.offers().ofCoupon(number);
        MemberRefusal refusal = refused(decision, terms, offer, number);
        if (refusal != null || offer == null) {
            return refusal;
        }
        Offer now = offer.at(decision.at);
        Coupon coupon = coupon(now, number);
        return coupon.given().equals(way)
                ? claimed(decision, terms, now, coupon, code)
                : new MemberRefusal.NotClaimable(coupon.name());
    }

    /** By a code that is the same for all, if it is one at that moment. */
    static @Nullable MemberRefusal claim(Decision decision, Terms terms, MemberCommand.ClaimByCode asked) {
        if (!decision.member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        Coupon ever = decision.catalogue.offers().everOfCode(asked.code());
        Offers.Published offer = ever == null ? null : decision.catalogue.offers().ofCoupon(ever.number());
        Offer now = offer == null ? null : offer.at(decision.at);
        Coupon coupon = now == null || ever == null ? null : now.coupon(ever.number());
        if (now == null || coupon == null || !(coupon.given() instanceof Coupon.Given.ByCode(String code))
                || !CodeText.plain(code).equals(asked.code())) {
            return new MemberRefusal.CodeUnknown();
        }
        MemberRefusal refusal = refused(decision, terms, offer, coupon.number());
        return refusal == null ? claimed(decision, terms, now, coupon, 0) : refusal;
    }

    static MemberRefusal claim(Decision decision, MemberCommand.ClaimByWrongCode asked) {
        if (!decision.member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        return asked.mistyped() ? new MemberRefusal.CodeMistyped() : new MemberRefusal.CodeUnknown();
    }

    /** @param code the serial of the one that was sent, 0 for none of its own */
    private static @Nullable MemberRefusal claimed(
            Decision decision, Terms terms, Offer offer, Coupon coupon, long code) {
        return inAudience(decision, terms, offer)
                ? give(decision, terms, offer, coupon, 1, Asked.by(decision, State.CLAIMED, code))
                : new MemberRefusal.NotInAudience(offer.name(), coupon.name());
    }

    /** Whether a claim would be taken, tried on a copy of the member; budgets are not asked. */
    static boolean takesClaim(Member copy, Catalogue catalogue, EntityName name, Coupon coupon, long moment) {
        Command claim = new Command(name, "claim", moment, moment, Origin.API,
                new MemberCommand.ClaimCoupon(coupon.number()));
        try {
            return Deciding.decide(new Decision(copy, catalogue, claim), (MemberCommand) claim.body()) == null;
        } catch (Awarding.RuleFailed | ArithmeticException failure) {
            return false;
        }
    }

    /** Whoever grants one decides for whom; limits and budgets hold all the same. */
    static @Nullable MemberRefusal grant(Decision decision, Terms terms, MemberCommand.GrantCoupon asked) {
        Offers.Published offer = decision.catalogue.offers().ofCoupon(asked.coupon());
        MemberRefusal refusal = refused(decision, terms, offer, asked.coupon());
        if (refusal != null || offer == null) {
            return refusal;
        }
        if (asked.times() < 1 || asked.times() > MOST_AT_ONCE) {
            return new MemberRefusal.OutOfRange("times", new Fact.Whole(asked.times()), new Fact.Whole(0),
                    new Fact.Whole(MOST_AT_ONCE));
        }
        Offer now = offer.at(decision.at);
        return give(decision, terms, now, coupon(now, asked.coupon()), asked.times(),
                Asked.by(decision, State.AWAITED, 0));
    }

    private static Coupon coupon(Offer offer, int number) {
        Coupon coupon = offer.coupon(number);
        if (coupon == null) {
            throw new IllegalStateException("expected coupon " + number + " in " + offer.name() + ", but found none");
        }
        return coupon;
    }

    /** An offer that is paused or stopped gives nothing, whenever it was asked for. */
    private static @Nullable MemberRefusal refused(
            Decision decision, Terms terms, Offers.@Nullable Published offer, int coupon) {
        if (!decision.member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        if (offer == null) {
            return new MemberRefusal.NotInTerms("coupon", terms.symbols().name(coupon));
        }
        Offers.State then = offer.state(decision.at);
        Offers.State now = offer.state(decision.member.time);
        boolean halted = now == Offers.State.PAUSED || now == Offers.State.STOPPED;
        if (halted || then != Offers.State.RUNNING) {
            Offer at = offer.at(decision.at);
            return new MemberRefusal.OfferNotRunning(at.name(), (halted ? now : then).word(), at.from(), at.until());
        }
        return null;
    }

    private static boolean inAudience(Decision decision, Terms terms, Offer offer) {
        try {
            return offer.audience().test(facts(decision.member, terms, decision.at));
        } catch (RuleFailedException | ArithmeticException failure) {
            throw new Awarding.RuleFailed(offer.name(), offer.line(), failure);
        }
    }

    static MemberFacts facts(Member member, Terms terms, long moment) {
        return new MemberFacts(member, terms, Fields.NONE, List.of(), moment);
    }

    private static @Nullable MemberRefusal give(
            Decision decision, Terms terms, Offer offer, Coupon coupon, long many, Asked by) {
        Member member = decision.member;
        ZoneCalendar calendar = terms.calendar();
        for (Limit limit : coupon.limits()) {
            long left = left(member, terms, limit, decision.at);
            if (many > left) {
                long again = limit.per() instanceof Limit.Per.Calendar(var unit)
                        ? calendar.endOf(decision.at, unit)
                        : Lot.NEVER;
                return new MemberRefusal.LimitReached(coupon.name(), "coupons", many, left, again);
            }
        }
        MemberRefusal full = full(member, terms, coupon, many);
        if (full != null) {
            return full;
        }
        Window usable = usable(coupon, calendar, decision.at, member.time);
        if (usable.until() <= member.time) {
            return new MemberRefusal.CouponNotUsable(coupon.name(), 0, "over", usable.from(), usable.until());
        }
        decision.made(0, member.time);
        take(decision, terms, offer, coupon, many, by, usable);
        return null;
    }

    /** So many come by themselves now, or as many as there is room for, with a subscription or 0. */
    static void come(Decision decision, Terms terms, Offer offer, Coupon coupon, long times, long subscription) {
        Member member = decision.member;
        long many = Math.min(times, room(member, terms));
        for (Limit limit : coupon.limits()) {
            many = Math.min(many, left(member, terms, limit, member.time));
        }
        Window usable = usable(coupon, terms.calendar(), member.time, member.time);
        if (many > 0 && usable.until() > member.time) {
            take(decision, terms, offer, coupon, many, new Asked(State.AWAITED, "", member.time, subscription, 0),
                    usable);
        }
    }

    private static long left(Member member, Terms terms, Limit limit, long moment) {
        return Math.max(0, limit.amount() - member.limits.used(limit.number(), Awarding.period(limit, moment, terms)));
    }

    /** How many more a member can hold. */
    private static long room(Member member, Terms terms) {
        OfferRules rules = terms.offers();
        return rules == null ? Long.MAX_VALUE : Math.max(0, rules.mostHeld() - held(member));
    }

    private static long held(Member member) {
        return member.coupons.all()
                .stream()
                .filter(one -> one.state() != State.REDEEMED)
                .mapToLong(KeptCoupon::many)
                .sum();
    }

    /**
     * By what coupons are taken.
     *
     * @param state what they are until the budgets answer
     * @param id of the command; empty where they come by themselves
     * @param at for when, epoch milliseconds
     * @param code the serial of the one that was sent, 0 for none of its own
     */
    private record Asked(State state, String id, long at, long subscription, long code) {
        /** By the command that is decided. */
        static Asked by(Decision decision, State state, long code) {
            return new Asked(state, decision.command.id(), decision.at, 0, code);
        }
    }

    private static void take(
            Decision decision, Terms terms, Offer offer, Coupon coupon, long many, Asked by, Window usable) {
        Member member = decision.member;
        count(decision, terms, coupon, by.at(), many);
        boolean limited = by.code() != 0 || offer.limits(coupon);
        boolean money =
                offer.budgets().stream().anyMatch(budget -> budget.of() == Offer.Of.MONEY && budget.concerns(coupon));
        KeptCoupon asked = new KeptCoupon(member.coupons.last + 1, by.id(), coupon.number(),
                offer.version(), by.state(), many, by.at(), member.time, usable.from(), usable.until(), 0,
                money ? coupon.most() : 0, by.subscription(), "", Lot.NEVER, 0, 0, 0);
        if (limited) {
            decision.emit(new CouponChanged(Why.ASKED, asked, List.of()));
            ask(decision, offer, coupon, asked, by.code());
        } else {
            granted(decision, asked, usable);
        }
    }

    /** A code is looked up by the owner of the budgets, also where others are asked of slices. */
    private static void ask(Decision decision, Offer offer, Coupon coupon, KeptCoupon asked, long code) {
        EntityName self = decision.command.entity();
        EntityName owner = BudgetMachine.name(self.programme(), offer.number());
        BudgetCommand.Take claim = new BudgetCommand.Take(self, asked.number(), coupon.number(), offer.version(),
                asked.many(), coupon.most());
        if (code != 0) {
            decision.send(owner, new BudgetCommand.TakeByCode(self, asked.number(), coupon.number(), offer.version(),
                    code, coupon.most()));
        } else if (offer.sliced()) {
            decision.send(SliceMachine.name(self, offer.number()), new SliceCommand.Take(claim));
        } else {
            decision.send(owner, claim);
        }
    }

    private static @Nullable MemberRefusal full(Member member, Terms terms, Coupon coupon, long many) {
        long left = room(member, terms);
        return many > left
                ? new MemberRefusal.LimitReached(coupon.name(), "held", many, left, Lot.NEVER)
                : null;
    }

    private static void granted(Decision decision, KeptCoupon asked, Window usable) {
        Why why = asked.state() == State.CLAIMED ? Why.CLAIMED : Why.GRANTED;
        for (int i = 0; i < asked.many(); i++) {
            decision.emit(new CouponChanged(why,
                    asked.granted(asked.number() + i, usable.from(), usable.until()), List.of()));
        }
    }

    /** The budgets of the offer answered. */
    static @Nullable MemberRefusal answered(Decision decision, Terms terms, MemberCommand.CouponsAnswered answer) {
        KeptCoupon asked = decision.member.coupons.get(answer.claim());
        if (asked == null || !asked.awaited()) {
            throw new ImpossibleEventException("expected claim " + answer.claim() + " under way, but found none");
        }
        Coupon coupon = coupon(decision, asked);
        if (answer.refusal().isEmpty()) {
            long granted = asked.id().isEmpty() ? asked.at() : decision.member.time;
            granted(decision, asked, usable(coupon, terms.calendar(), asked.at(), granted));
            ComingCoupons.answered(decision, asked, coupon);
        } else {
            decision.emit(new CouponChanged(Why.REFUSED, asked, List.of()));
            count(decision, terms, coupon, asked.at(), -asked.many());
        }
        return null;
    }

    /** The template that a coupon is by. */
    static Coupon coupon(Decision decision, KeptCoupon kept) {
        return decision.catalogue.offers().coupon(kept.coupon(), kept.version());
    }

    private static void count(Decision decision, Terms terms, Coupon coupon, long at, long many) {
        for (Limit limit : coupon.limits()) {
            long period = Awarding.period(limit, at, terms);
            // A stretch that is forgotten is over: nothing can be asked for in it any more.
            if (many > 0 || decision.member.limits.used(limit.number(), period) >= -many) {
                decision.emit(
                        new LimitCounted(limit.number(), period, many, keptFrom(decision, limit, terms.calendar())));
            }
        }
    }

    private static long keptFrom(Decision decision, Limit limit, ZoneCalendar calendar) {
        long earliest = decision.member.time - Engine.COMMAND_LATE_MILLIS;
        return limit.per() instanceof Limit.Per.Calendar(var unit)
                ? calendar.dayOf(calendar.floor(earliest, unit))
                : Long.MIN_VALUE;
    }

    /** When a coupon can be used, epoch milliseconds. */
    record Window(long from, long until) {}

    /** From when it was asked for, by the caller's clock, by which it is used too. */
    private static Window usable(Coupon coupon, ZoneCalendar calendar, long asked, long granted) {
        long from = Math.min(asked, granted);
        return switch (coupon.usable()) {
            case Coupon.Usable.Between between -> new Window(between.from(), between.until());
            case Coupon.Usable.After after -> new Window(from, calendar.plus(granted, after.period()));
            case Coupon.Usable.UntilEndOf(var unit, int more) -> {
                long until = calendar.endOf(granted, unit);
                for (int i = 0; i < more; i++) {
                    until = calendar.endOf(until, unit);
                }
                yield new Window(from, until);
            }
        };
    }

    static @Nullable MemberRefusal revoke(Decision decision, MemberCommand.RevokeCoupon asked) {
        KeptCoupon coupon = decision.member.coupons.get(asked.coupon());
        MemberRefusal refusal = live(decision, coupon, asked.coupon());
        if (refusal != null || coupon == null) {
            return refusal;
        }
        over(decision, coupon, Why.REVOKED);
        return null;
    }

    static @Nullable MemberRefusal extend(Decision decision, MemberCommand.ExtendCoupon asked) {
        KeptCoupon coupon = decision.member.coupons.get(asked.coupon());
        if (coupon == null || !coupon.held()) {
            return live(decision, coupon, asked.coupon());
        }
        if (asked.until() <= coupon.until()) {
            return new MemberRefusal.OutOfRange("until", new Fact.Moment(asked.until()),
                    new Fact.Moment(coupon.until()), null);
        }
        decision.emit(new CouponChanged(Why.EXTENDED, coupon.extended(asked.until()), List.of()));
        return null;
    }

    private static @Nullable MemberRefusal live(Decision decision, @Nullable KeptCoupon coupon, long number) {
        if (coupon == null || coupon.awaited()) {
            return new MemberRefusal.NotFound("coupon", Long.toString(number));
        }
        return coupon.state() == State.LIVE
                ? null
                : new MemberRefusal.CouponNotUsable(coupon(decision, coupon).name(), number, coupon.state().word(),
                        coupon.from(), coupon.until());
    }

    /** It ends unused: what was taken for it goes back. */
    static void over(Decision decision, KeptCoupon kept, Why why) {
        decision.emit(new CouponChanged(why, kept, List.of()));
        giveBack(decision, kept, coupon(decision, kept).again(), 0);
    }

    /**
     * What a coupon does not need goes back to the budgets of its offer.
     *
     * @param piece whether the coupon itself does
     * @param cost what of the money that was taken it does cost
     */
    static void giveBack(Decision decision, KeptCoupon kept, boolean piece, long cost) {
        Offers.Published offer = decision.catalogue.offers().ofCoupon(kept.coupon());
        Coupon coupon = coupon(decision, kept);
        if (offer != null && offer.at(decision.member.time).limits(coupon) && (piece || kept.taken() > cost)) {
            decision.send(BudgetMachine.name(decision.command.entity().programme(), offer.latest().number()),
                    new BudgetCommand.GiveBack(kept.coupon(), kept.version(), piece, kept.taken(),
                            Math.min(cost, kept.taken()), kept.takenAt()));
        }
    }

    /** What is due for the first coupon that something is due for; whether there was one. */
    static boolean settle(Decision decision, long due) {
        KeptCoupon coupon = decision.member.coupons.nextDue() <= due ? decision.member.coupons.due(due) : null;
        if (coupon == null) {
            return false;
        }
        switch (coupon.state()) {
            case LIVE -> over(decision, coupon, Why.EXPIRED);
            case RESERVED -> decision.emit(new CouponChanged(Why.TIMED_OUT, coupon.released(), List.of()));
            case REDEEMED -> {
                decision.emit(new CouponChanged(Why.CLOSED, coupon, List.of()));
                giveBack(decision, coupon, false, coupon.cost());
            }
            case AWAITED, CLAIMED, SENT -> throw new ImpossibleEventException("expected nothing due of " + coupon);
        }
        return true;
    }

    /** Whoever supports members hands a coupon back however often it was handed on. */
    static @Nullable MemberRefusal handOn(Decision decision, MemberCommand.HandOnCoupon asked) {
        KeptCoupon kept = decision.member.coupons.get(asked.coupon());
        MemberRefusal refusal = live(decision, kept, asked.coupon());
        if (refusal != null || kept == null) {
            return refusal;
        }
        if (asked.to().equals(decision.command.entity())) {
            return new MemberRefusal.SameMember("coupon");
        }
        Coupon coupon = coupon(decision, kept);
        if (kept.handed() >= coupon.transfers() && decision.command.origin() != Origin.OPERATOR) {
            return new MemberRefusal.CouponNotUsable(coupon.name(), kept.number(),
                    coupon.transfers() == 0 ? "bound" : "handed-on", kept.from(), kept.until());
        }
        decision.made(0, decision.member.time);
        decision.emit(new CouponChanged(Why.SENT, kept.sent(decision.command.id()), List.of()));
        decision.send(asked.to(),
                new MemberCommand.ReceiveCoupon(decision.command.entity(), kept.number(), kept.coupon(),
                        kept.version(), kept.takenAt(), kept.from(), kept.until(), kept.handed() + 1, kept.taken()));
        return null;
    }

    /** The other member takes it, or does not; either way it is answered. */
    static @Nullable MemberRefusal receive(Decision decision, Terms terms, MemberCommand.ReceiveCoupon coming) {
        Member member = decision.member;
        Coupon coupon = decision.catalogue.offers().coupon(coming.coupon(), coming.version());
        MemberRefusal refusal = Deciding.status(member, coming);
        if (refusal == null && !member.joined()) {
            refusal = new MemberRefusal.NotAMember();
        }
        if (refusal == null) {
            refusal = full(member, terms, coupon, 1);
        }
        if (refusal == null && coming.until() <= member.time) {
            refusal = new MemberRefusal.CouponNotUsable(coupon.name(), 0, "over", coming.from(), coming.until());
        }
        if (refusal == null) {
            decision.emit(new CouponChanged(Why.RECEIVED, new KeptCoupon(member.coupons.last + 1,
                    decision.command.id(), coming.coupon(), coming.version(), State.LIVE, 1, coming.takenAt(),
                    coming.takenAt(), coming.from(), coming.until(), coming.handed(), coming.taken(), 0, "", Lot.NEVER,
                    0,
                    0, 0), List.of()));
        }
        decision.send(coming.sender(),
                new MemberCommand.CouponReceived(coming.number(), refusal == null ? "" : refusal.code()));
        return refusal;
    }

    static @Nullable MemberRefusal received(Decision decision, MemberCommand.CouponReceived answer) {
        KeptCoupon kept = decision.member.coupons.get(answer.coupon());
        if (kept == null || kept.state() != State.SENT) {
            throw new ImpossibleEventException("expected coupon " + answer.coupon() + " to be sent, but found " + kept);
        }
        decision.emit(answer.refusal().isEmpty()
                ? new CouponChanged(Why.HANDED_ON, kept, List.of())
                : new CouponChanged(Why.NOT_TAKEN, kept.released(), List.of()));
        return null;
    }

    /** All of a member's coupons end with the membership; those of one who is taken in go on there. */
    static void endAll(Decision decision, boolean merged) {
        for (KeptCoupon coupon : decision.member.coupons.all()) {
            if (merged) {
                decision.emit(new CouponChanged(Why.BROUGHT, coupon, List.of()));
            } else if (coupon.held()) {
                over(decision, coupon, Why.LEFT);
            }
        }
    }

    /** A cost by its payers, as a change of what they bear. */
    static List<Benefit.Share> shares(Coupon coupon, long before, long after) {
        List<Benefit.Share> were = coupon.shares(before);
        List<Benefit.Share> are = coupon.shares(after);
        List<Benefit.Share> changes = new ArrayList<>(are.size());
        for (int i = 0; i < are.size(); i++) {
            changes.add(new Benefit.Share(are.get(i).payer(), are.get(i).amount() - were.get(i).amount()));
        }
        return changes;
    }
}
