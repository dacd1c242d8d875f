package org.guildhall.core.member;

import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.terms.Benefit;

/**
 * What happened to a member. Events carry every resolved value: applying them needs no terms.
 *
 * <p>Moments are epoch milliseconds, days epoch days, amounts in the currency's scale or in minor units.
 */
sealed interface MemberEvent {

    /** What follows happened at this moment; it never goes back. */
    record TimePassed(long moment) implements MemberEvent {}

    record Joined(long at) implements MemberEvent {}

    record Described(Fields fields) implements MemberEvent {}

    /** Other terms hold for the member from this moment on. */
    record TermsBegan(long from) implements MemberEvent {}

    /**
     * An activity was recorded.
     *
     * @param number the activity's number in the member; 0 where it is not kept, being neither reversible nor waited for
     * @param id the command's, and so the activity's
     * @param activity with its amount computed
     * @param amount minor units
     * @param keptUntil when it is forgotten
     * @param awards what the rules gave, into lots that the events after this one open
     */
    record Recorded(
            long number,
            String id,
            Activity activity,
            long at,
            long day,
            long amount,
            long keptUntil,
            boolean effective,
            List<KeptActivity.Award> awards)
            implements
                MemberEvent {}

    /**
     * A daily total changed.
     *
     * @param keptFrom days before this are forgotten for the series
     */
    record Counted(long series, long day, long count, long amount, long keptFrom) implements MemberEvent {}

    /**
     * What is counted of a kind of activity with a word of a field changed.
     *
     * @param part its symbol
     * @param by who it is of, as a {@link KeptActivity} has it
     */
    record PartCounted(int part, long count, long amount, int by) implements MemberEvent {}

    /** A cap was used up by, or given back, an amount; periods before {@code keptFrom} are forgotten. */
    record LimitCounted(int limit, long period, long change, long keptFrom) implements MemberEvent {}

    /** A lot began; {@code from} is issued or received. */
    record LotOpened(int currency, Account from, Lot lot) implements MemberEvent {}

    /** A yearly rule gave points, into the lot that is opened next. */
    record Gave(int rule, int currency, long amount) implements MemberEvent {}

    /** A pending lot became available. */
    record Vested(int currency, long lot, long vestsAt) implements MemberEvent {}

    /**
     * Points of a lot moved to another account; {@code key} is the lot's expiry, or while it is pending its vesting moment.
     */
    record Posted(int currency, Account from, Account to, long lot, long key, long amount) implements MemberEvent {
        /** Of a posting between accounts that have no lots. */
        static final long NO_LOT = 0;
    }

    /** A debt arose: more was to be taken back than there was. */
    record Owed(int currency, long amount) implements MemberEvent {}

    /** Points of a lot that already expired counted as taken back. */
    record ExpiredCounted(long lot, long amount) implements MemberEvent {}

    /** The moment moved at which an idle member's points expire. */
    record IdleMoved(int currency, long moment) implements MemberEvent {}

    /** Points ended with their term; what was spent up to this spend was of it, or of an earlier one. */
    record TermPointsOver(int currency, long spend) implements MemberEvent {}

    /** What is left of an activity became less. */
    record Reduced(long activity, Activity left, long amount, long taken, boolean whole) implements MemberEvent {}

    /** What an activity earned by its award of this index became less. */
    record AwardReduced(long activity, int award, long amount) implements MemberEvent {}

    /** A return found nothing to return for this much. */
    record Unmatched(int line, long quantity, long amount) implements MemberEvent {}

    record Measured(int ladder, long measure, long from) implements MemberEvent {}

    /** A standing changed or was renewed. */
    record Stood(int ladder, int tier, long since, long until, Why why) implements MemberEvent {}

    /** Why a standing is what it is; the number is stored. */
    enum Why {
        BEGAN,
        REACHED,
        RENEWED,
        FELL,
        ENDED,
        BROUGHT
    }

    record GraceBegan(int ladder, long until) implements MemberEvent {}

    record StandingGranted(int ladder, int tier, long until, String reason) implements MemberEvent {}

    record GrantEnded(int ladder) implements MemberEvent {}

    record Scored(int score, long value) implements MemberEvent {}

    record Adjusted(int currency, long amount, String reason) implements MemberEvent {}

    /** Points left their lots, spent or sent. */
    record Spent(KeptSpend spend) implements MemberEvent {}

    /** A spend was undone; the lots as they are from now. */
    record SpendCancelled(long spend, int currency, long amount, boolean sent, List<Lot> lots) implements MemberEvent {}

    /** Points that were sent arrived, or their sender has them back. */
    record TransferSettled(long spend, boolean arrived) implements MemberEvent {}

    /** This member began to take in another. */
    record MergeBegan(String id) implements MemberEvent {}

    /** The merge that was under way is done, or undone. */
    record MergeEnded(boolean done, String reason) implements MemberEvent {}

    /** A debt went to the member who takes this one in: it is received as if it were repaid. */
    record DebtGone(int currency, long amount) implements MemberEvent {}

    /** A debt came from a member who was taken in: what repaid it there is sent from here, and owed. */
    record DebtBrought(int currency, long amount) implements MemberEvent {}

    /** All but the points of a member who yielded; its numbers of lots, activities and spends are moved by these. */
    record Absorbed(byte[] contents, long lots, long activities, long spends) implements MemberEvent {}

    record StatusChanged(Status status, long since, String reason) implements MemberEvent {}

    /** Whether a member takes part; the order is stored. */
    enum Status {
        ACTIVE,
        FROZEN,
        LEFT,
        MERGED
    }

    /** A subscription became this. */
    record SubscriptionChanged(Why why, Subscription to) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            /** The first payment is awaited. */
            BOUGHT,
            BEGAN,
            RENEWED,
            /** The member is told that the term ends, and what follows. */
            NOTICED,
            CANCELLED,
            KEPT,
            PAUSED,
            RESUMED,
            AGREED,
            /** A change of plan awaits its payment. */
            CHANGE_ASKED,
            /** The plan changes at the term's end. */
            CHANGES_LATER,
            CHANGED,
            NOT_CHANGED,
            PAID,
            /** A payment was tried in vain. */
            UNPAID,
            ASKED_AGAIN,
            ENDED,
            /** The first payment never came. */
            NOT_PAID,
            /** A renewal was not paid in time. */
            LAPSED,
            /** The member did not agree to a higher price. */
            TOO_DEAR,
            /** The price could not be worked out. */
            NO_PRICE,
            /** The payment was taken back. */
            REVERSED,
            LEFT,
            /** It goes on at the member who took this one in. */
            BROUGHT,
            /** It was that of a member who was taken in. */
            TAKEN_OVER,
            /** The payment of the next term is awaited, before that begins. */
            ASKED_AHEAD,
            PAID_AHEAD,
            /** That payment never came. */
            NOT_AHEAD,
            /** That payment was taken back. */
            LOST_AHEAD,
            /** The next term, which was paid before, began. */
            FOLLOWED,
            /** It began as a gift. */
            GIVEN,
            /** The next term is a gift. */
            GIVEN_AHEAD,
            /** The next term, which is a gift, began. */
            GIFT_FOLLOWED,
            /** A merge brought the plan a second time: this one is not renewed. */
            TWICE,
            /** It goes on after all, but does not become what it was to: that could not be asked for now. */
            CHANGE_DROPPED
        }
    }

    /** Money fell due, or this came of it. */
    record Charged(Charge to) implements MemberEvent {}

    /** A gift that this member pays, by the number of its payment, became this. */
    record GiftChanged(long payment, Gift gift) implements MemberEvent {}

    /** A settled payment is for another stretch: what it is for began at another time than was known when it was asked for. */
    record PaymentMoved(long payment, long from, long until) implements MemberEvent {}

    /** A benefit was used; its cost by payers. The limit that it counts against stands in an event of its own. */
    record BenefitUsed(KeptUse use, List<Benefit.Share> shares) implements MemberEvent {}

    /** What was promised about an order became this. */
    record WarrantyChanged(Why why, Warranty to) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            GIVEN,
            BEGAN,
            CLAIMED,
            CLAIM_CANCELLED,
            /** Part of what is covered was returned. */
            REDUCED,
            RETURNED
        }
    }

    /** One of the benefits of a choice was chosen, or used; or with no benefit, what was chosen came to nothing. */
    record ChoiceMade(Choices.Chosen chosen) implements MemberEvent {}

    record UseCancelled(KeptUse use) implements MemberEvent {}

    record BenefitGranted(Grants.Grant grant, String reason) implements MemberEvent {}

    /** All that was granted of a benefit ended before its time. */
    record BenefitRevoked(int benefit, String reason) implements MemberEvent {}

    /** A claim became this, or is over as what it was last. */
    record ClaimChanged(Why why, KeptClaim to) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            /** A stock is asked for a piece. */
            ASKED,
            /** The partner is asked. */
            REQUESTED,
            /** The partner failed, and is asked again later. */
            UNANSWERED,
            ISSUED,
            ACTIVATED,
            /** Something was used of it, or given back to it. */
            USED,
            /** Another stock is asked, the one before having nothing or its piece being of no use. */
            SUBSTITUTED,
            /** It came to nothing: what was paid is given back. */
            FAILED,
            CANCELLED,
            /** Its time is over. */
            EXPIRED,
            /** What gave it is no longer there. */
            ENDED,
            LEFT,
            /** It goes on at the member who took this one in. */
            BROUGHT;

            /** Whether the claim is then over. */
            boolean ends() {
                return compareTo(FAILED) >= 0;
            }
        }
    }

    /**
     * A partner's membership came to nothing after what it is worth was counted: it is no longer.
     *
     * @param worth in minor units
     * @param subscription in whose present term it was counted, 0 for none
     */
    record WorthLost(int benefit, long worth, long subscription) implements MemberEvent {}

    /**
     * Besides that the term ends: what follows, by what was known then, and what came of the term so far. Money in minor units.
     *
     * @param plan of the term that follows
     * @param due what will be asked for
     * @param consent whether the plan ends instead unless the member agrees to the price
     * @param fee what was paid for the term and not given back
     * @param worth what its benefits were worth that were used
     */
    record RenewalTold(
            long subscription, int plan, long at, long price, long due, boolean consent, long fee, long worth)
            implements
                MemberEvent {}

    /** What a rule gave of a benefit for a time ended before it, with the plan. */
    record GivenEnded(int benefit, int rule) implements MemberEvent {}

    /**
     * What was told of a renewal counts no more, as terms were published, or withdrawn, by which it is otherwise: the member is told
     * again.
     *
     * @param from the moment those terms hold from, or would have held from
     * @param noticeAt when the member is told again, at once where that is past
     */
    record NoticeWithdrawn(long subscription, long from, boolean withdrawn, long noticeAt) implements MemberEvent {}

    /** A plan brought in so much in a month besides its fee, in place of what was reported of it before. */
    record IncomeReported(Incomes.Income income) implements MemberEvent {}

    /** An offer was taken instead of leaving. */
    record OfferTaken(TakenOffers.Taken taken) implements MemberEvent {}

    /** A seat that this member has of another's plan became this. */
    record SeatChanged(Why why, Subscription to) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            OFFERED,
            /** The owner's word is awaited. */
            ACCEPTED,
            BEGAN,
            /** The owner's plan changed, or who they are. */
            FOLLOWED,
            RESUMED,
            /** By the member, who left it or declined the offer. */
            GIVEN_UP,
            /** Nobody accepted the offer in time. */
            OVER,
            /** By the owner, or with their plan. */
            ENDED,
            LEFT,
            /** It goes on at the member who took this one in. */
            BROUGHT,
            /** It was that of a member who was taken in. */
            TAKEN_OVER,
            /** The member has the plan otherwise. */
            TWICE
        }
    }

    /** A seat of a plan of this member's became this, or is free again after being this. */
    record SeatGiven(Why why, Seat seat, String reason) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            OFFERED(false),
            TAKEN(false),
            /** Another member has it, who took in the one that had it. */
            MOVED(false),
            DECLINED(true),
            GIVEN_UP(true),
            /** The other can't have it; the reason says why. */
            REFUSED(true),
            OVER(true),
            REMOVED(true),
            /** The plan ended, or has fewer seats. */
            ENDED(true),
            /** It goes on at the member who took this one in. */
            BROUGHT(true),
            /** It was given out by a member who was taken in. */
            TAKEN_OVER(false);

            private final boolean ends;

            Why(boolean ends) {
                this.ends = ends;
            }

            /** Whether the seat is then free. */
            boolean ends() {
                return ends;
            }
        }
    }

    /**
     * A coupon became this, or is over as what it was last.
     *
     * @param shares how what its payers bear changed
     */
    record CouponChanged(Why why, KeptCoupon to, List<Benefit.Share> shares) implements MemberEvent {
        /** What happened to it; the order is stored. */
        enum Why {
            /** The budgets of its offer are asked. */
            ASKED(false),
            GRANTED(false),
            /** There is none. */
            REFUSED(true),
            RESERVED(false),
            /** Its order was not paid. */
            RELEASED(false),
            /** Its order was not paid in time. */
            TIMED_OUT(false),
            REDEEMED(false),
            /** Its order was given back, in part or wholly; it stays used. */
            REFUNDED(false),
            /** Its order was given back: it can be used again. */
            GIVEN_BACK(false),
            /** A refund of its order is no longer taken. */
            CLOSED(true),
            EXTENDED(false),
            EXPIRED(true),
            REVOKED(true),
            LEFT(true),
            /** It goes on at the member who took this one in. */
            BROUGHT(true),
            /** Another member is asked whether they take it. */
            SENT(false),
            /** They did not. */
            NOT_TAKEN(false),
            HANDED_ON(true),
            /** By another member. */
            RECEIVED(false),
            /** The term that it came with ended early. */
            TERM_ENDED(true),
            /** It is granted, and it was the member who claimed it. */
            CLAIMED(false);

            private final boolean ends;

            Why(boolean ends) {
                this.ends = ends;
            }

            /** Whether it is then no longer kept. */
            boolean ends() {
                return ends;
            }
        }
    }

    /** The next moment of a rule, or of a coupon, that comes round; epoch milliseconds, never for none. @param rule its symbol */
    record YearlyDue(int rule, long moment) implements MemberEvent {}
}
