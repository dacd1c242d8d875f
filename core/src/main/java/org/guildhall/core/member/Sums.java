package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.terms.Benefit;

/**
 * What became of a member's plans, benefits and activities so far, added up by the numbers of {@link Series} as it happens.
 * Nothing is decided by it: it is what the member adds to the programme's totals.
 */
final class Sums {
    private int size;
    private int[] series = new int[8];
    private long[] amounts = new long[8];
    private final List<Run> runs = new ArrayList<>(0);

    /** What a term that is over was, while it is open whether the next one is paid; the order is stored. */
    enum Over {
        NONE,
        TRIAL,
        FIRST,
        LATER;

        private static final Over[] ALL = values();
    }

    /**
     * A subscription that runs.
     *
     * @param paid how many of its terms were paid
     * @param over the term before, whose renewal is not paid yet
     * @param plan what that term was of
     */
    record Run(long subscription, long paid, Over over, int plan) {
        private Over term() {
            return paid == 0 ? Over.TRIAL : paid == 1 ? Over.FIRST : Over.LATER;
        }
    }

    interface Each {
        void is(int series, long amount);
    }

    void forEach(Each each) {
        for (int i = 0; i < size; i++) {
            each.is(series[i], amounts[i]);
        }
    }

    /** 0 for what never was. */
    long of(int number) {
        int at = find(number);
        return at < 0 ? 0 : amounts[at];
    }

    void add(int number, long amount) {
        int at = find(number);
        if (at < 0) {
            at = -at - 1;
            if (size == series.length) {
                series = Arrays.copyOf(series, size * 2);
                amounts = Arrays.copyOf(amounts, size * 2);
            }
            System.arraycopy(series, at, series, at + 1, size - at);
            System.arraycopy(amounts, at, amounts, at + 1, size - at);
            series[at] = number;
            amounts[at] = 0;
            size++;
        }
        amounts[at] = Math.addExact(amounts[at], amount);
    }

    private int find(int number) {
        return Arrays.binarySearch(series, 0, size, number);
    }

    /** A subscription is about to become another. */
    void changes(Member member, SubscriptionChanged event) {
        Subscription to = event.to();
        Subscription before = member.subscriptions.stream()
                .filter(one -> one.number() == to.number())
                .findFirst()
                .orElse(to);
        Run run = run(to.number());
        switch (event.why()) {
            case BEGAN -> put(new Run(to.number(), 0, Over.NONE, 0), !to.inTrial(), to.plan());
            case RENEWED, FOLLOWED -> {
                boolean free = to.charge() == 0;
                // Who had it as a gift only has no term that was theirs to renew.
                Run next = runs.contains(run) ? new Run(run.subscription, run.paid, run.term(), before.plan()) : run;
                if (free || runs.contains(run)) {
                    put(next, free, to.plan());
                }
            }
            case GIVEN, GIFT_FOLLOWED -> {
                add(Series.of(to.plan(), Series.OfPlan.TERMS), 1);
                add(Series.of(to.plan(), Series.OfPlan.GIFTS), 1);
            }
            case PAID -> put(run, true, to.plan());
            case BROUGHT -> runs.remove(run);
            default -> {
                if (to.status() == Subscription.Status.ENDED && runs.remove(run)) {
                    came(run.over == Over.NONE ? run.term() : run.over,
                            run.over == Over.NONE ? before.plan() : run.plan,
                            false);
                }
            }
        }
    }

    private Run run(long subscription) {
        for (Run run : runs) {
            if (run.subscription == subscription) {
                return run;
            }
        }
        return new Run(subscription, 0, Over.NONE, 0);
    }

    /** @param paid whether its term is, which tells what came of the one before */
    private void put(Run run, boolean paid, int plan) {
        runs.removeIf(one -> one.subscription == run.subscription);
        if (!paid) {
            runs.add(run);
            return;
        }
        if (run.over != Over.NONE) {
            came(run.over, run.plan, true);
        }
        add(Series.of(plan, Series.OfPlan.TERMS), 1);
        runs.add(new Run(run.subscription, run.paid + 1, Over.NONE, 0));
    }

    private void came(Over over, int plan, boolean renewed) {
        add(Series.of(plan, switch (over) {
            case NONE -> throw new ImpossibleEventException("expected a term that is over, but found none");
            case TRIAL -> renewed ? Series.OfPlan.TRIALS_CONVERTED : Series.OfPlan.TRIALS_ENDED;
            case FIRST -> renewed ? Series.OfPlan.FIRST_RENEWED : Series.OfPlan.FIRST_ENDED;
            case LATER -> renewed ? Series.OfPlan.LATER_RENEWED : Series.OfPlan.LATER_ENDED;
        }), 1);
    }

    /** A payment becomes another; {@code plan} is what it is for, 0 where that is not known any more. */
    void charged(Charge.State before, Charge to, int plan) {
        if (plan == 0 || before == to.state() || !to.kind().moves()) {
            return;
        }
        long sign = to.kind() == Charge.Kind.REFUND ? -1 : 1;
        if (to.state() == Charge.State.SETTLED) {
            add(Series.of(plan, Series.OfPlan.FEES), sign * to.amount());
        } else if (before == Charge.State.SETTLED) {
            add(Series.of(plan, Series.OfPlan.FEES), -sign * to.amount());
        }
    }

    /** A coupon becomes another, or is over: so many are granted as are live, reserved, redeemed, expired and revoked together. */
    void coupon(MemberEvent.CouponChanged event) {
        int coupon = event.to().coupon();
        switch (event.why()) {
            case ASKED, REFUSED, CLOSED, EXTENDED, BROUGHT, HANDED_ON -> {}
            case SENT -> {
                add(Series.of(coupon, Series.OfCoupon.GRANTED), -1);
                add(Series.of(coupon, Series.OfCoupon.LIVE), -1);
            }
            case GRANTED, CLAIMED, RECEIVED, NOT_TAKEN -> {
                if (event.why() == MemberEvent.CouponChanged.Why.CLAIMED) {
                    add(Series.of(coupon, Series.OfCoupon.CLAIMED), 1);
                }
                add(Series.of(coupon, Series.OfCoupon.GRANTED), 1);
                add(Series.of(coupon, Series.OfCoupon.LIVE), 1);
            }
            case RESERVED -> move(coupon, Series.OfCoupon.LIVE, Series.OfCoupon.RESERVED);
            case RELEASED, TIMED_OUT -> move(coupon, Series.OfCoupon.RESERVED, Series.OfCoupon.LIVE);
            case REDEEMED -> move(coupon, Series.OfCoupon.RESERVED, Series.OfCoupon.REDEEMED);
            case GIVEN_BACK -> move(coupon, Series.OfCoupon.REDEEMED, Series.OfCoupon.LIVE);
            case REFUNDED -> {}
            case EXPIRED -> move(coupon, Series.OfCoupon.LIVE, Series.OfCoupon.EXPIRED);
            case REVOKED, LEFT, TERM_ENDED -> move(coupon,
                    event.to().state() == KeptCoupon.State.RESERVED
                            ? Series.OfCoupon.RESERVED
                            : Series.OfCoupon.LIVE,
                    Series.OfCoupon.REVOKED);
        }
        for (int i = 0; i < event.shares().size(); i++) {
            long amount = event.shares().get(i).amount();
            if (amount != 0) {
                add(Series.of(coupon, Series.OfCoupon.COST), amount);
                add(Series.ofCouponsPayer(coupon, i), amount);
            }
        }
        borne(event.shares(), 1);
    }

    private void move(int coupon, Series.OfCoupon from, Series.OfCoupon to) {
        add(Series.of(coupon, from), -1);
        add(Series.of(coupon, to), 1);
    }

    /** @param sign 1 for a use, -1 for one that is cancelled */
    void borne(List<Benefit.Share> shares, int sign) {
        for (Benefit.Share share : shares) {
            if (share.amount() != 0) {
                add(Series.ofPayer(share.payer()), sign * share.amount());
            }
        }
    }

    /**
     * An activity is counted, or less of it. What is counted of currencies has no count; ladders' own sums have long numbers.
     * Of whom there is less, {@link #reduced} says.
     */
    void counted(Member member, long counted, long count, long amount) {
        boolean kind = counted >>> 27 == 0
                && (count > 0 || find(Series.of((int) counted, Series.OfKind.COUNT)) >= 0);
        if (!kind) {
            return;
        }
        int symbol = (int) counted;
        add(Series.of(symbol, Series.OfKind.COUNT), count);
        add(Series.of(symbol, Series.OfKind.AMOUNT), amount);
        if (count > 0) {
            countedOf(symbol, member.joined(), subscribes(member), count, amount);
        }
    }

    /** Part of an activity is counted by a word of one of its fields, or less of it. */
    void counted(MemberEvent.PartCounted event) {
        add(Series.of(event.part(), Series.OfKind.COUNT), event.count());
        add(Series.of(event.part(), Series.OfKind.AMOUNT), event.amount());
        countedOf(event.part(), KeptActivity.ofMember(event.by()), KeptActivity.ofSubscriber(event.by()), event.count(),
                event.amount());
    }

    /** There is less of an activity: less of what was counted of who its member was then. */
    void reduced(Member member, KeptActivity before, KeptActivity after) {
        int kind = before.left().kind();
        if (find(Series.of(kind, Series.OfKind.COUNT)) >= 0) {
            countedOf(kind, before.byMember(member), before.bySubscriber(member),
                    after.whole() && !before.whole() ? -1 : 0, after.amount() - before.amount());
        }
    }

    private void countedOf(int kind, boolean ofMember, boolean ofSubscriber, long count, long amount) {
        if (ofMember) {
            add(Series.of(kind, Series.OfKind.MEMBERS_COUNT), count);
            add(Series.of(kind, Series.OfKind.MEMBERS_AMOUNT), amount);
        }
        if (ofSubscriber) {
            add(Series.of(kind, Series.OfKind.SUBSCRIBERS_COUNT), count);
            add(Series.of(kind, Series.OfKind.SUBSCRIBERS_AMOUNT), amount);
        }
    }

    static boolean subscribes(Member member) {
        for (Subscription subscription : member.subscriptions) {
            if (subscription.live() && subscription.lead() == null) {
                return true;
            }
        }
        return false;
    }

    /** Takes in another member's. */
    void absorb(Sums other, long subscriptions) {
        other.forEach(this::add);
        for (Run run : other.runs) {
            runs.add(new Run(run.subscription + subscriptions, run.paid, run.over, run.plan));
        }
    }

    /** What a member's state tells of what happened before anything was added up: not which term of a plan was which. */
    void estimate(Member member) {
        for (Charge charge : member.charges.all()) {
            int plan = member.charges.plan(member, charge);
            if (charge.state() == Charge.State.SETTLED) {
                charged(Charge.State.DUE, charge, plan);
            }
        }
        for (Subscription subscription : member.subscriptions) {
            if (subscription.live() && subscription.lead() == null) {
                long paid = member.charges.of(subscription.number())
                        .stream()
                        .filter(charge -> charge.state() == Charge.State.SETTLED
                                && (charge.kind() == Charge.Kind.PURCHASE || charge.kind() == Charge.Kind.RENEWAL))
                        .count();
                boolean awaits = subscription.unpaid();
                Run run = new Run(subscription.number(), paid, Over.NONE, 0);
                runs.add(awaits ? new Run(run.subscription, paid, run.term(), subscription.plan()) : run);
                if (paid > 0) {
                    add(Series.of(subscription.plan(), Series.OfPlan.TERMS), paid);
                }
            }
        }
        member.totals.forEachLifetime((series, total) -> {
            if (total.count() > 0) {
                counted(member, series, total.count(), total.amount());
            }
        });
    }

    void write(ByteWriter out) {
        out.writeVarint(size);
        for (int i = 0; i < size; i++) {
            out.writeVarint(series[i]).writeSigned(amounts[i]);
        }
        out.writeVarint(runs.size());
        for (Run run : runs) {
            out.writeVarint(run.subscription).writeVarint(run.paid).writeByte(run.over.ordinal()).writeVarint(run.plan);
        }
    }

    void read(ByteReader in) {
        int many = in.readCount();
        for (int i = 0; i < many; i++) {
            add(in.readCount(), in.readSigned());
        }
        int running = in.readCount();
        for (int i = 0; i < running; i++) {
            runs.add(new Run(in.readVarint(), in.readVarint(), Over.ALL[in.readByte()], in.readCount()));
        }
    }
}
