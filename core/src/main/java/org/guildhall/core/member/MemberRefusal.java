package org.guildhall.core.member;

import java.util.Map;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Fact.Moment;
import org.guildhall.core.entity.Fact.Money;
import org.guildhall.core.entity.Fact.Points;
import org.guildhall.core.entity.Fact.Span;
import org.guildhall.core.entity.Fact.Whole;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.entity.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Why a member refuses, in the order in which a refusal wins: the first that applies is the answer. Of several lots, lines or
 * standings in one command, the first that is wrong decides.
 *
 * <p>Moments are epoch milliseconds, amounts in the currency's scale or minor units; the facts say which is which.
 */
public sealed interface MemberRefusal extends Refusal {

    /** The id came before with other content. */
    record IdReused(long version) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("version", version);
        }
    }

    record InTheFuture(long at, long received, long tolerance) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("at", new Moment(at), "received", new Moment(received), "tolerance",
                    new Span(tolerance));
        }
    }

    /** @param earliest the earliest moment that is still taken */
    record TooLate(long at, long earliest) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("at", new Moment(at), "earliest", new Moment(earliest));
        }
    }

    /** The member was merged into another and is only an alias now. */
    record Merged(String into) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("into", into);
        }
    }

    record HasLeft(long since) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("since", new Moment(since));
        }
    }

    record Frozen(long since, String reason) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("since", new Moment(since), "reason", reason);
        }
    }

    /** No terms are in force at the command's moment. */
    record NoTerms(long at) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("at", new Moment(at));
        }
    }

    /** Only a member can do this, not a guest. */
    record NotAMember() implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Map.of();
        }
    }

    record AlreadyAMember(long since) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("since", new Moment(since));
        }
    }

    /** The name is not (or no longer) in the terms in force: {@code what} is kind, currency, ladder, tier,
     * score, plan, benefit, value, offer. */
    record NotInTerms(String what, String name) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("what", what, "name", name);
        }
    }

    /**
     * No activity, spend, use or transfer with this id is remembered.
     *
     * @param found what there is with this id: command, one of another kind; empty for nothing
     * @param plans those whose payments are awaited, where one of another plan was named, with commas between; empty for none
     */
    record NotFound(String what, String id, String found, String plans) implements MemberRefusal {
        NotFound(String what, String id) {
            this(what, id, "", "");
        }

        public NotFound(String what, String id, String found) {
            this(what, id, found, "");
        }

        @Override
        public Map<String, Fact> facts() {
            Map<String, Fact> facts = MemberRefusal.facts("what", what, "id", id);
            if (!found.isEmpty()) {
                facts.put("found", Fact.of(found));
            }
            if (!plans.isEmpty()) {
                facts.put("plans", Fact.of(plans));
            }
            return facts;
        }
    }

    record NotReversible(String id, String reason) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("id", id, "reason", reason);
        }
    }

    /**
     * A spend, use or claim can't be given back, or not any more.
     *
     * @param reason never, used, over, or forgotten, as what was given back before is
     */
    record NotCancellable(String id, String reason) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("id", id, "reason", reason);
        }
    }

    /**
     * @param what the field that is wrong
     * @param above what it must be more or later than, null for nothing
     * @param most what it may be at most, either way; null for no end
     */
    record OutOfRange(String what, Fact found, @Nullable Fact above, @Nullable Fact most) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Refusals.outOfRange(what, found, above, most);
        }
    }

    /** More is taken back than is left; {@code what} is quantity or amount. */
    record MoreThanLeft(String id, String what, long asked, long left) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("id", id, "what", what, "asked", measured(asked), "left", measured(left));
        }

        private Fact measured(long amount) {
            return what.equals("amount") ? new Money(amount) : new Whole(amount);
        }
    }

    record NotSpendable(String currency) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("currency", currency);
        }
    }

    record NotTransferable(String currency) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("currency", currency);
        }
    }

    /** The other member is the member itself: {@code what} is transfer, merge, gift or seat. */
    record SameMember(String what) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("what", what);
        }
    }

    /** The other member of a transfer, merge, gift or seat can't take part. */
    record OtherRefused(String other, String reason) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("other", other, "reason", reason);
        }
    }

    /** Work over several members is under way that stands in the way: {@code what} is transfer, claim, gift or merge. */
    record UnderWay(String what, String id) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("what", what, "id", id);
        }
    }

    /** An attribute is had, and a partner's membership used elsewhere. */
    record NotUsable(String benefit) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("benefit", benefit);
        }
    }

    /** The benefit is had without asking for it. */
    record NotClaimable(String benefit) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("benefit", benefit);
        }
    }

    /**
     * Another benefit of the choice was chosen for this term, and that stands.
     *
     * @param chosen the benefit
     * @param until when the term ends
     */
    record AlreadyChosen(String benefit, String chosen, long until) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("benefit", benefit, "chosen", chosen, "until", new Moment(until));
        }
    }

    /**
     * Nothing gives the member the benefit.
     *
     * @param plans those that would, empty for none
     * @param tiers those from which on it is given, each after its ladder
     */
    record NotEntitled(String benefit, String plans, String tiers) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            Map<String, Fact> facts = MemberRefusal.facts("benefit", benefit);
            if (!plans.isEmpty()) {
                facts.put("plans", Fact.of(plans));
            }
            if (!tiers.isEmpty()) {
                facts.put("tiers", Fact.of(tiers));
            }
            return facts;
        }
    }

    /**
     * A warranty does not cover what is claimed, or not now.
     *
     * @param reason order: none was given with it; product: it does not cover that one; not-begun, over, returned: the whole
     *        order or what was covered of it
     * @param ended when it was over, 0 where it was not
     */
    record NotCovered(String benefit, String order, String reason, String product, long ended)
            implements
                MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            Map<String, Fact> facts = MemberRefusal.facts("benefit", benefit, "order", order, "reason", reason);
            if (!product.isEmpty()) {
                facts.put("product", Fact.of(product));
            }
            if (ended != 0) {
                facts.put("ended", new Moment(ended));
            }
            return facts;
        }
    }

    /** The order comes to less than the benefit can be used for; an order of which nothing is said comes to nothing. */
    record BelowThreshold(String benefit, long from, long found, long missing) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("benefit", benefit, "from", new Money(from), "found", new Money(found),
                    "missing", new Money(missing));
        }
    }

    /**
     * Less of a benefit is left than was asked for.
     *
     * @param unit uses, money, minutes or claims
     * @param again when the next stretch begins, {@link Long#MAX_VALUE} for never
     */
    record LimitReached(String benefit, String unit, long asked, long left, long again) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            Map<String, Fact> facts = MemberRefusal.facts("benefit", benefit, "unit", unit, "asked", measured(asked),
                    "left", measured(left));
            if (again != Long.MAX_VALUE) {
                facts.put("again", new Moment(again));
            }
            return facts;
        }

        private Fact measured(long amount) {
            return unit.equals("money") ? new Money(amount) : new Whole(amount);
        }
    }

    record NotEnoughPoints(String currency, long needed, long available) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts(
                    "currency", currency, "needed", new Points(currency, needed), "available",
                    new Points(currency, available));
        }
    }

    record AlreadySubscribed(String plan, long since) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "since", new Moment(since));
        }
    }

    /**
     * The member has no such plan in the state that is needed: one that runs, or for resuming one that is paused.
     *
     * @param state how the plan is that the member has: awaited, running or paused; empty for none
     */
    record NotSubscribed(String plan, String state) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "state", state);
        }
    }

    /** The member has only a seat of the plan, or the offer of one: another member's subscription leads it. */
    record SeatOfAnother(String plan) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan);
        }
    }

    /**
     * The plan was in no terms of the programme yet in a month.
     *
     * @param first the first month in which it was, such as 2025-01
     */
    record PlanNotYet(String plan, String month, String first) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "month", month, "first", first);
        }
    }

    /** The plan is had by one alone. */
    record NoSeats(String plan) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan);
        }
    }

    /** The other member has a seat of the plan by this one already, or was offered it. */
    record SeatGivenBefore(String plan, long seat) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "seat", seat);
        }
    }

    /** @param count how many seats the plan has, all of them taken or offered */
    record NoSeatLeft(String plan, long count) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "count", count);
        }
    }

    /** The plan is not sold to this member. */
    record NotOffered(String plan) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan);
        }
    }

    /**
     * The offer that a coupon is of gives nothing: it is not there yet or any more, or was paused or stopped.
     *
     * @param state scheduled, paused, stopped, ended
     * @param from when it begins, epoch milliseconds
     * @param until when it ends
     */
    record OfferNotRunning(String offer, String state, long from, long until) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("offer", offer, "state", state, "from", new Fact.Moment(from), "until",
                    new Fact.Moment(until));
        }
    }

    /** The offer that a coupon is of is for others. */
    record NotInAudience(String offer, String coupon) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("offer", offer, "coupon", coupon);
        }
    }

    /** The code has a wrong letter: it can be none. */
    record CodeMistyped() implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Map.of();
        }
    }

    /** There is no such code, or there was. */
    record CodeUnknown() implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Map.of();
        }
    }

    /** The order holds or used coupons already. */
    record OrderHasCoupons(String order) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("order", order);
        }
    }

    /**
     * The coupon can't be used so.
     *
     * @param number within the member, 0 for one that would be granted
     * @param reason reserved, redeemed, sent, bound, handed-on, named-twice, not-yet, over, hours, kind, first-order, alone, one-per-order, scope
     * @param from when it can be used from, epoch milliseconds
     * @param until when it can no longer be used
     */
    record CouponNotUsable(String coupon, long number, String reason, long from, long until) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("coupon", coupon, "number", number, "reason", reason, "from",
                    new Fact.Moment(from), "until", new Fact.Moment(until));
        }
    }

    /** The plan can't be given to somebody else: it does not say so, or it costs nothing. */
    record NotGiveable(String plan) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan);
        }
    }

    /** The plan was not cancelled, or ends with its term in any case. */
    record NotCancelled(String plan, long until) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "until", new Moment(until));
        }
    }

    /** @param reason never, trial, or times: it was paused as often as it may be, {@code most} times a term */
    record NotPausable(String plan, String reason, long most) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "reason", reason, "most", most);
        }
    }

    /**
     * The next term can't be bought or given yet.
     *
     * @param reason trial, or paid: it is paid already
     * @param until when the running term ends
     */
    record NotProlongable(String plan, String reason, long until) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "reason", reason, "until", new Moment(until));
        }
    }

    record NoSuchChange(String plan, String to) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "to", to);
        }
    }

    /** What a plan offers to who thinks of leaving is not offered to this member. */
    record OfferNotMade(String plan, String offer) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "offer", offer);
        }
    }

    /** @param again when it can be taken again */
    record OfferUsedUp(String plan, String offer, long times, long again) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("plan", plan, "offer", offer, "times", times, "again", new Moment(again));
        }
    }

    /** A payment must come, or be given up, first. */
    record PaymentAwaited(long payment, long amount) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("payment", payment, "amount", new Money(amount));
        }
    }

    /** Nothing waits for the payment: it is settled, void or reversed. */
    record NotAwaited(long payment, String state) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("payment", payment, "state", state);
        }
    }

    record WrongAmount(long payment, long expected, long found) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("payment", payment, "expected", new Money(expected), "found", new Money(found));
        }
    }

    /** @param state awaited, requested, failed, held, active: nothing else can come of the claim now */
    record ClaimSettled(String claim, String state) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("claim", claim, "state", state);
        }
    }

    /** A rule could not be worked out for this activity. */
    record RuleFailed(String rule, int line, String reason) implements MemberRefusal {
        @Override
        public Map<String, Fact> facts() {
            return MemberRefusal.facts("rule", rule, "line", line, "reason", reason);
        }
    }

    @Override
    default String code() {
        return code(getClass());
    }

    /** The code of a kind of refusal: its simple name in kebab-case. */
    static String code(Class<?> refusal) {
        return Refusals.code(refusal);
    }

    private static Map<String, Fact> facts(Object... namesAndValues) {
        return Refusals.facts(namesAndValues);
    }
}
