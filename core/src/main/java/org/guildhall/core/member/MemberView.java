package org.guildhall.core.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A member as people read it at one moment. Moments are epoch milliseconds; {@link Long#MAX_VALUE} means never. Amounts
 * are in the currency's scale or in the unit of a ladder's measure.
 *
 * @param status active, frozen, left, merged; guest for one who has not joined
 * @param wallets by currency, in the order of the terms
 * @param standings by ladder, in the order of the terms
 * @param subscriptions those that have not ended, and of each plan the last that did, the oldest first
 * @param benefits all that the terms have, by name, in their order; none in a view that was asked for without them
 * @param scores those that were reported, by name, in the order of the terms
 * @param claims what the member asked for and is not over, the oldest first
 * @param gifts what the member gave, the oldest first
 * @param seats of the member's own plans that others have or were offered, the oldest first
 */
public record MemberView(
        String status,
        long statusSince,
        String statusReason,
        long version,
        long time,
        long joinedAt,
        Map<String, WalletView> wallets,
        Map<String, StandingView> standings,
        List<SubscriptionView> subscriptions,
        Map<String, BenefitView> benefits,
        Map<String, Long> scores,
        List<ClaimView> claims,
        List<GiftView> gifts,
        List<SeatView> seats,
        List<CouponView> coupons) {

    /** The wallet of a currency that the terms have; throws for another name. */
    public WalletView wallet(String currency) {
        return required(wallets.get(currency), currency);
    }

    /** The standing in a ladder that the terms have, of one who has joined; throws for another name or a guest. */
    public StandingView standing(String ladder) {
        return required(standings.get(ladder), ladder);
    }

    private static <T> T required(@Nullable T found, String name) {
        if (found == null) {
            throw new IllegalArgumentException("expected a name of the terms, but found " + name);
        }
        return found;
    }

    /**
     * @param figures the ledger's accounts, by {@link Account}
     * @param lots pending ones by vesting moment, then available ones by expiry
     */
    public record WalletView(int scale, Map<Account, Long> figures, List<LotView> lots) {
        public long available() {
            return figures.getOrDefault(Account.AVAILABLE, 0L);
        }

        public long figure(Account account) {
            return figures.getOrDefault(account, 0L);
        }
    }

    /**
     * @param vestsAt null for an available lot; {@link Long#MAX_VALUE} while it waits for a fulfilment
     * @param waitsUntil until when it waits for that; {@link Long#MAX_VALUE} for a lot that does not
     */
    public record LotView(
            long number, long amount, long earnedAt, @Nullable Long vestsAt, long waitsUntil, long expiresAt) {}

    /**
     * @param tier what counts now: the better of the earned and the granted tier
     * @param earned the tier that was earned
     * @param until when the earned tier's hold ends
     * @param graceUntil when its grace ends, never outside of grace
     * @param granted the tier that was granted, or null
     * @param projected the tier that will be held when the hold (or the grace, or what is measured now) ends, if nothing
     *     else happens
     * @param projectedAt that moment, never for a tier that can't be lost
     * @param toKeep what is missing to keep the tier then; 0 for nothing
     * @param next the tier above, or null at the top
     * @param missing what is missing for it
     * @param missingUntil until when what was measured so far counts in full
     */
    public record StandingView(
            String tier,
            String earned,
            long since,
            long until,
            long graceUntil,
            @Nullable String granted,
            long grantedUntil,
            long measure,
            String projected,
            long projectedAt,
            long toKeep,
            @Nullable String next,
            long missing,
            long missingUntil) {}

    /**
     * A plan that a member has or had. Money in minor units.
     *
     * @param status awaited (the first payment is), running, paused, ended
     * @param phase trial, introductory or usual
     * @param began when it was bought
     * @param from when its term began
     * @param until when that ends, or ended; in a pause, when it will end if the pause ends by itself; of a seat that is offered
     *     until when that can be taken, never for one that awaits the owner's word
     * @param renews whether another term follows
     * @param then the plan that it turns into then, null for the same
     * @param price of the running term
     * @param agreed the highest price of a term that the member agreed to
     * @param payment what is awaited, null for nothing
     * @param resumes when a pause ends, never outside of one
     * @param pinned the date of the terms that it is under
     * @param gift whether the running term is a gift
     * @param next the next term where it is paid already, null where it is not
     * @param seat whether it is a seat of another member's plan
     * @param seats how many seats it has to give to others
     */
    public record SubscriptionView(
            long number,
            String plan,
            String status,
            String phase,
            long began,
            long from,
            long until,
            boolean renews,
            @Nullable String then,
            long price,
            long agreed,
            @Nullable PaymentView payment,
            long resumes,
            @Nullable LocalDate pinned,
            boolean gift,
            @Nullable NextView next,
            boolean seat,
            int seats) {}

    /**
     * A term of a plan that the member gave to somebody else.
     *
     * @param payment the number of its payment
     * @param receiver who it is for
     * @param amount in minor units
     * @param state awaited (the payment is), void (it was given up), sent (the receiver has not answered), taken, refused (the
     *     payment is given back), reversed (the payment was taken back)
     * @param until when an awaited payment is given up, never for any other state
     * @param reason the code of why it was refused: {@code late} for a payment that came when it was given up; else empty
     */
    public record GiftView(long payment, String plan, EntityName receiver, long amount, String state, long until,
            String reason) {}

    /**
     * The term after the running one, which is paid.
     *
     * @param price of it, in minor units
     * @param gift whether somebody else paid it
     */
    public record NextView(long until, long price, boolean gift) {}

    /**
     * A seat that the member gave to another.
     *
     * @param number by which it is taken back
     * @param subscription the number of that whose seat it is
     * @param holder who has it, or was offered it
     * @param taken whether it was taken
     * @param until when the offer is over, never for one that was taken
     */
    public record SeatView(
            long number, String plan, long subscription, EntityName holder, boolean taken, long until) {}

    /**
     * Money that is due, either way, in minor units.
     *
     * @param kind purchase, renewal, change or ahead
     * @param state due, failed, settled, void or reversed
     * @param until when it is given up, never for a refund
     * @param again when it is asked for again, never for not by itself
     */
    public record PaymentView(
            long number, String kind, long amount, String state, long dueAt, long until, long again) {}

    /**
     * What a member has of a benefit. Amounts are in minor units, uses or minutes; {@link Long#MAX_VALUE} is no limit.
     *
     * @param kind flag, attribute, allowance, exchange, partner, warranty, service
     * @param has whether anything gives it
     * @param sources what does
     * @param value of an attribute, the best of all sources; null for none
     * @param unit uses, money, minutes or claims
     * @param limit of an allowance, in the present stretch; 0 where the member has it not
     * @param used in that stretch
     * @param renewsAt when the next one begins, {@link Long#MAX_VALUE} for never
     * @param ever what was used in all
     * @param worth what that was worth, in minor units
     * @param cost what that cost, in minor units
     * @param from the least that an order must come to for a use, in minor units; 0 for any order
     * @param carried what of the stretch before can be used in the present one beside its limit
     * @param missing what the order that was asked about lacks for that, in minor units; 0 for nothing
     * @param choice the choice of a plan that it is one of, null for none
     * @param service the level of service that counts, null for none
     * @param warranties those that wait for their order to be received, or run, by their ends
     */
    public record BenefitView(
            String benefit,
            String kind,
            boolean has,
            List<SourceView> sources,
            @Nullable String value,
            String unit,
            long limit,
            long used,
            long left,
            long renewsAt,
            long ever,
            long worth,
            long cost,
            long from,
            long carried,
            long missing,
            @Nullable ChoiceView choice,
            @Nullable ServiceView service,
            List<WarrantyView> warranties) {}

    /**
     * A choice of a plan.
     *
     * @param chosen the benefit that was chosen for the term that runs, null for none yet
     * @param until when that ends
     */
    public record ChoiceView(String plan, String choice, @Nullable String chosen, long until) {}

    /** A level of service: how soon the member is answered, at the latest, and what is promised. */
    public record ServiceView(String level, Period answered, Texts promise) {}

    /**
     * What was promised about an order.
     *
     * @param source the plan or the tier, after its ladder, that gave it; empty for a grant
     * @param from when it began, {@link Long#MAX_VALUE} while the order is on its way
     * @param until when it ends, {@link Long#MAX_VALUE} before it began
     * @param products what is covered, each once; empty for all of an order without products
     */
    public record WarrantyView(
            String order, String source, long from, long until, long claims, List<String> products) {}

    /**
     * A coupon that the member holds, awaits, or used on an order that can still be refunded.
     *
     * @param number within the member
     * @param id of the command that brought it; empty for one that came by itself
     * @param version of its offer that it is by
     * @param state awaited (the offer's budgets are asked), live, reserved, redeemed
     * @param many 1, or how many are awaited
     * @param from when it can be used from, epoch milliseconds
     * @param until when it can no longer be used
     * @param order that it is reserved for or was used on, empty for none
     * @param dueAt when its reservation is over, or a refund of its order no longer taken; {@link Long#MAX_VALUE} for neither
     * @param basis what its order came to before anything was taken off, less what was given back since, in minor units
     * @param off what it takes off, in minor units
     */
    public record CouponView(
            long number,
            String id,
            String coupon,
            String offer,
            int version,
            String state,
            long many,
            long from,
            long until,
            String order,
            long dueAt,
            long basis,
            long off) {}

    /**
     * A benefit that the member asked for.
     *
     * @param id of the command that asked for it
     * @param state awaited (a stock is asked), requested (a partner is), failed (a partner is asked again), held, active
     * @param until when it ends, or an answer is no longer waited for; {@link Long#MAX_VALUE} for not by itself
     * @param left uses that are left of an exchange
     * @param code that it gave, empty for none
     * @param account with a partner, empty for none
     * @param cancellableUntil until when it can be cancelled while nothing was used of it; when it was asked for, for not at all
     */
    public record ClaimView(
            long number,
            String id,
            String benefit,
            String state,
            long since,
            long until,
            long left,
            String code,
            String account,
            long cancellableUntil) {}

    /**
     * What gives a benefit.
     *
     * @param by plan, tier or grant
     * @param name of the plan; of the tier, after its ladder; empty for a grant
     * @param value of an attribute, null for what is none
     * @param from when it began, or the plan's term did
     * @param until when it ends unless it is renewed, {@link Long#MAX_VALUE} for never
     * @param counts whether it is the one whose value or limit holds
     */
    public record SourceView(
            String by, String name, @Nullable String value, long from, long until, boolean counts) {}
}
