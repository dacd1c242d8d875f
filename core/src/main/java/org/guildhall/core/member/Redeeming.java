package org.guildhall.core.member;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.member.KeptCoupon.State;
import org.guildhall.core.member.MemberEvent.CouponChanged;
import org.guildhall.core.member.MemberEvent.CouponChanged.Why;
import org.guildhall.core.number.Decimals;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.number.Shares;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * An order reserves coupons for a while, uses them once it is paid, and lets go of them if it never is; a refund takes back what they took
 * off. An order has all the coupons that it asks for, or none.
 */
final class Redeeming {
    /** The longest id of an order. */
    private static final int LONGEST_ORDER = 200;
    /** The most coupons of one order. */
    private static final int MOST_COUPONS = 20;
    /** How long an order may hold coupons before it is paid. */
    private static final long MOST_HELD_MILLIS = 31 * 86_400_000L;

    private Redeeming() {}

    static @Nullable MemberRefusal reserve(Decision decision, Terms terms, MemberCommand.ReserveCoupons asked) {
        Member member = decision.member;
        if (!member.joined()) {
            return new MemberRefusal.NotAMember();
        }
        ActivityKind kind = terms.kind(asked.what().kind());
        if (kind == null) {
            return new MemberRefusal.NotInTerms("kind", terms.symbols().name(asked.what().kind()));
        }
        MemberRefusal refusal = outOfRange(decision, asked);
        if (refusal != null) {
            return refusal;
        }
        if (!member.coupons.of(asked.order(), State.RESERVED).isEmpty()
                || !member.coupons.of(asked.order(), State.REDEEMED).isEmpty()) {
            return new MemberRefusal.OrderHasCoupons(asked.order());
        }
        List<KeptCoupon> reserved = new ArrayList<>(asked.coupons().size());
        Basket basket = new Basket(asked.what(), kind, terms);
        for (long named : asked.coupons()) {
            KeptCoupon kept = named < 0 ? endsFirst(decision, (int) -named, reserved) : member.coupons.get(named);
            if (kept == null || kept.awaited()) {
                return new MemberRefusal.NotFound("coupon",
                        named < 0 ? decision.catalogue.latest().symbols().name((int) -named) : Long.toString(named));
            }
            long number = kept.number();
            Coupon coupon = Couponing.coupon(decision, kept);
            String not = notUsable(decision, terms, kept, coupon, asked, reserved, basket);
            if (not != null) {
                return new MemberRefusal.CouponNotUsable(coupon.name(), number, not, kept.from(), kept.until());
            }
            long basis = basket.basis(coupon);
            long least = coupon.least();
            if (basis < least) {
                return new MemberRefusal.BelowThreshold(coupon.name(), least, basis, least - basis);
            }
            long off = basket.take(coupon);
            if (off == 0 && takesOff(coupon)) {
                return new MemberRefusal.CouponNotUsable(coupon.name(), number, "nothing", kept.from(), kept.until());
            }
            reserved.add(kept.reserved(asked.order(), member.time + asked.holdMillis(), basket.total, off));
        }
        reserved.forEach(one -> decision.emit(new CouponChanged(Why.RESERVED, one, List.of())));
        return null;
    }

    /** Whether it makes an order cheaper; else something comes with the order. */
    private static boolean takesOff(Coupon coupon) {
        return switch (coupon.gives()) {
            case Coupon.Reduction.Gift gift -> false;
            case Coupon.Reduction.Service service -> false;
            default -> true;
        };
    }

    /** Of the coupons by a template that can be used, the one that ends first and is not taken; null for none. */
    private static @Nullable KeptCoupon endsFirst(Decision decision, int coupon, List<KeptCoupon> taken) {
        return decision.member.coupons.all()
                .stream()
                .filter(one -> one.coupon() == coupon && one.state() == State.LIVE && one.from() <= decision.at
                        && taken.stream().noneMatch(other -> other.number() == one.number()))
                .min(Comparator.comparingLong(KeptCoupon::until).thenComparingLong(KeptCoupon::number))
                .orElse(null);
    }

    private static @Nullable MemberRefusal outOfRange(Decision decision, MemberCommand.ReserveCoupons asked) {
        if (asked.order().isBlank() || asked.order().length() > LONGEST_ORDER) {
            return range("order", asked.order().strip().length(), LONGEST_ORDER);
        }
        if (asked.coupons().isEmpty() || asked.coupons().size() > MOST_COUPONS) {
            return range("coupons", asked.coupons().size(), MOST_COUPONS);
        }
        return asked.holdMillis() > 0 && asked.holdMillis() <= MOST_HELD_MILLIS
                ? null
                : new MemberRefusal.OutOfRange("for", new Fact.Span(asked.holdMillis()), new Fact.Span(0),
                        new Fact.Span(MOST_HELD_MILLIS));
    }

    private static MemberRefusal range(String what, long found, long most) {
        return new MemberRefusal.OutOfRange(what, new Fact.Whole(found), new Fact.Whole(0), new Fact.Whole(most));
    }

    /** Why a coupon can't be used on an order, in a word; null where it can. */
    private static @Nullable String notUsable(Decision decision, Terms terms, KeptCoupon kept, Coupon coupon,
            MemberCommand.ReserveCoupons asked, List<KeptCoupon> before, Basket basket) {
        if (kept.state() != State.LIVE) {
            return kept.state().word();
        }
        if (before.stream().anyMatch(one -> one.number() == kept.number())) {
            return "named-twice";
        }
        if (decision.at < kept.from()) {
            return "not-yet";
        }
        if (decision.at >= kept.until()) {
            return "over";
        }
        if (!inHours(coupon, terms, decision.at)) {
            return "hours";
        }
        if (coupon.on() != asked.what().kind()) {
            return "kind";
        }
        if (coupon.firstOrder() && decision.member.totals.lifetime(coupon.on()).count() > 0) {
            return "first-order";
        }
        if (coupon.stacks() == Coupon.Stacks.ALONE && asked.coupons().size() > 1) {
            return "alone";
        }
        if (coupon.stacks() == Coupon.Stacks.ONE_PER_ORDER
                && before.stream().anyMatch(one -> one.coupon() == coupon.number())) {
            return "one-per-order";
        }
        return basket.concerns(coupon) ? null : "scope";
    }

    private static boolean inHours(Coupon coupon, Terms terms, long at) {
        ZonedDateTime local = Instant.ofEpochMilli(at).atZone(terms.calendar().zone());
        int minute = local.getHour() * 60 + local.getMinute();
        return coupon.hours().isEmpty() || coupon.hours()
                .stream()
                .anyMatch(hours -> hours.days().contains(local.getDayOfWeek()) && minute >= hours.fromMinute()
                        && minute < hours.untilMinute());
    }

    /** What an order comes to, line by line, less what the coupons before took off. Money in minor units. */
    private static final class Basket {
        private final Fields order;
        private final List<Fields> lines;
        private final long[] amounts;
        /** Before anything is taken off. */
        final long total;
        private long delivery;

        Basket(Activity what, ActivityKind kind, Terms terms) {
            order = what.fields();
            lines = what.lines();
            amounts = new long[kind.hasLines() ? lines.size() : 1];
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = kind.hasLines()
                        ? Math.max(0, Amounts.value(lines.get(i), lines.get(i).number(KnownField.QUANTITY.symbol(), 0),
                                kind, terms))
                        : Amounts.of(what);
            }
            total = Arrays.stream(amounts).filter(amount -> amount > 0).sum();
            delivery = Math.max(0, order.number(KnownField.DELIVERY.symbol(), 0));
        }

        /** Whether the order, and one of its lines where there are any, are in scope. */
        boolean concerns(Coupon coupon) {
            return Arrays.stream(inScope(coupon)).anyMatch(amount -> amount >= 0);
        }

        /** What each line in scope comes to; -1 for one that is not. */
        private long[] inScope(Coupon coupon) {
            long[] scoped = new long[amounts.length];
            for (int i = 0; i < scoped.length; i++) {
                Fields line = lines.isEmpty() ? Fields.NONE : lines.get(i);
                boolean in = coupon.scope().stream().allMatch(within -> has(within, within.ofLine() ? line : order));
                scoped[i] = in ? amounts[i] : -1;
            }
            return scoped;
        }

        private static boolean has(Coupon.Within within, Fields fields) {
            if (within.words().isEmpty()) {
                String text = fields.text(within.field());
                return text != null && within.texts().contains(text);
            }
            return fields.has(within.field()) && within.words().contains((int) fields.number(within.field(), 0));
        }

        /** What is in scope comes to. */
        long basis(Coupon coupon) {
            return Arrays.stream(inScope(coupon)).filter(amount -> amount > 0).sum();
        }

        /** Takes a coupon off what is left, and gives how much that is. */
        long take(Coupon coupon) {
            if (coupon.gives() instanceof Coupon.Reduction.Delivery) {
                long off = Math.min(delivery, coupon.most());
                delivery -= off;
                return off;
            }
            long[] scoped = inScope(coupon);
            long[] weights = Arrays.stream(scoped).map(amount -> Math.max(0, amount)).toArray();
            long basis = Arrays.stream(weights).sum();
            long off = Math.min(basis, Math.min(coupon.most(), reduction(coupon.gives(), basis)));
            long[] parts = Shares.of(off, weights);
            for (int i = 0; i < parts.length; i++) {
                amounts[i] -= parts[i];
            }
            return off;
        }
    }

    /** What a coupon takes off an amount, before what caps it. */
    private static long reduction(Coupon.Reduction gives, long basis) {
        return switch (gives) {
            case Coupon.Reduction.Off(long amount) -> amount;
            case Coupon.Reduction.Percent(int hundredths, long most) -> Math.min(most,
                    Decimals.rescale(Math.multiplyExact(basis, hundredths), 4, 0, Rounding.HALF_UP));
            case Coupon.Reduction.Ladder(var steps) ->
                    steps.stream().filter(step -> step.from() <= basis).mapToLong(Coupon.Step::off).max().orElse(0);
            case Coupon.Reduction.Each(long full, long off, long most) ->
                    Math.min(most, Math.multiplyExact(basis / full, off));
            case Coupon.Reduction.Price(long price) -> Math.max(0, basis - price);
            case Coupon.Reduction.Delivery delivery -> 0;
            case Coupon.Reduction.Gift gift -> 0;
            case Coupon.Reduction.Service service -> 0;
        };
    }

    /** An order is paid: what it reserved is used. */
    static @Nullable MemberRefusal redeem(Decision decision, Terms terms, MemberCommand.RedeemCoupons asked) {
        List<KeptCoupon> reserved = decision.member.coupons.of(asked.order(), State.RESERVED);
        if (reserved.isEmpty()) {
            return new MemberRefusal.NotFound("reservation", asked.order());
        }
        for (KeptCoupon kept : reserved) {
            Coupon coupon = Couponing.coupon(decision, kept);
            long cost = switch (coupon.gives()) {
                case Coupon.Reduction.Gift gift -> coupon.cost();
                case Coupon.Reduction.Service service -> coupon.cost();
                default -> kept.off();
            };
            ActivityKind kind = terms.kind(coupon.on());
            Period reversible = kind == null ? null : kind.reversible();
            long keptUntil = reversible == null
                    ? decision.member.time
                    : terms.calendar().plus(decision.member.time, reversible);
            // What may come back keeps what was taken for it, or it could come to cost more than there is.
            boolean comesBack = reversible != null && coupon.onRefund() == Coupon.OnRefund.GIVEN_BACK;
            KeptCoupon used = kept.redeemed(keptUntil, cost, comesBack ? kept.taken() : Math.min(kept.taken(), cost));
            decision.emit(new CouponChanged(Why.REDEEMED, used, coupon.shares(cost)));
            if (!comesBack) {
                Couponing.giveBack(decision, kept, false, cost);
            }
        }
        return null;
    }

    /** An order is not paid: what it reserved can be used otherwise. */
    static @Nullable MemberRefusal release(Decision decision, MemberCommand.ReleaseCoupons asked) {
        KeptCoupons coupons = decision.member.coupons;
        List<KeptCoupon> reserved = coupons.of(asked.order(), State.RESERVED);
        if (reserved.isEmpty()) {
            return coupons.of(asked.order(), State.REDEEMED).isEmpty()
                    ? new MemberRefusal.NotFound("reservation", asked.order())
                    : new MemberRefusal.NotCancellable(asked.order(), "redeemed");
        }
        reserved.forEach(one -> decision.emit(new CouponChanged(Why.RELEASED, one.released(), List.of())));
        return null;
    }

    /**
     * An order is given back, wholly or in part: so is what its coupons took off, each as large a part as of the order, for
     * its lines are not kept. The last part is as the whole.
     */
    static @Nullable MemberRefusal refund(Decision decision, MemberCommand.RefundCoupons asked) {
        List<KeptCoupon> used = decision.member.coupons.of(asked.order(), State.REDEEMED)
                .stream()
                .filter(one -> one.dueAt() > decision.member.time)
                .toList();
        if (used.isEmpty()) {
            return new MemberRefusal.NotFound("redemption", asked.order());
        }
        long most = used.stream().mapToLong(KeptCoupon::basis).max().orElse(0);
        if (asked.amount() == MemberCommand.RefundCoupons.WHOLE || asked.amount() == most && most > 0) {
            used.forEach(one -> whole(decision, one));
            return null;
        }
        if (asked.amount() <= 0) {
            return new MemberRefusal.OutOfRange("amount", new Fact.Money(asked.amount()), new Fact.Money(0),
                    new Fact.Money(most));
        }
        if (asked.amount() > most) {
            return new MemberRefusal.MoreThanLeft(asked.order(), "amount", asked.amount(), most);
        }
        used.forEach(one -> part(decision, one, Math.min(asked.amount(), one.basis())));
        return null;
    }

    private static void whole(Decision decision, KeptCoupon used) {
        Coupon coupon = Couponing.coupon(decision, used);
        List<Benefit.Share> shares = Couponing.shares(coupon, used.cost(), 0);
        if (coupon.onRefund() == Coupon.OnRefund.GIVEN_BACK) {
            decision.emit(new CouponChanged(Why.GIVEN_BACK, used.released(), shares));
        } else {
            KeptCoupon none = used.refunded(0, 0, 0, 0);
            decision.emit(new CouponChanged(Why.REFUNDED, none, shares));
            Couponing.giveBack(decision, used, false, 0);
            decision.emit(new CouponChanged(Why.CLOSED, none, List.of()));
        }
    }

    /** The part of what it took off that falls to what is given back. */
    private static void part(Decision decision, KeptCoupon used, long amount) {
        Coupon coupon = Couponing.coupon(decision, used);
        boolean ofGoods = takesOff(coupon) && !(coupon.gives() instanceof Coupon.Reduction.Delivery);
        if (!ofGoods) {
            decision.emit(new CouponChanged(Why.REFUNDED,
                    used.refunded(used.basis() - amount, used.off(), used.cost(), used.taken()), List.of()));
            return;
        }
        long[] off = Shares.of(used.off(), new long[]{used.basis() - amount, amount});
        long[] cost = Shares.of(used.cost(), new long[]{used.basis() - amount, amount});
        boolean comesBack = coupon.onRefund() == Coupon.OnRefund.GIVEN_BACK;
        KeptCoupon left = used.refunded(used.basis() - amount, off[0], cost[0],
                comesBack ? used.taken() : Math.min(used.taken(), cost[0]));
        decision.emit(new CouponChanged(Why.REFUNDED, left, Couponing.shares(coupon, used.cost(), cost[0])));
        if (!comesBack) {
            Couponing.giveBack(decision, used, false, cost[0]);
        }
    }
}
