package org.guildhall.core.member;

import org.guildhall.core.member.KeptClaim.State;
import org.guildhall.core.member.MemberEvent.Absorbed;
import org.guildhall.core.member.MemberEvent.Adjusted;
import org.guildhall.core.member.MemberEvent.AwardReduced;
import org.guildhall.core.member.MemberEvent.BenefitGranted;
import org.guildhall.core.member.MemberEvent.BenefitRevoked;
import org.guildhall.core.member.MemberEvent.BenefitUsed;
import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.ChoiceMade;
import org.guildhall.core.member.MemberEvent.ClaimChanged;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.CouponChanged;
import org.guildhall.core.member.MemberEvent.DebtBrought;
import org.guildhall.core.member.MemberEvent.DebtGone;
import org.guildhall.core.member.MemberEvent.Described;
import org.guildhall.core.member.MemberEvent.ExpiredCounted;
import org.guildhall.core.member.MemberEvent.Gave;
import org.guildhall.core.member.MemberEvent.GiftChanged;
import org.guildhall.core.member.MemberEvent.GivenEnded;
import org.guildhall.core.member.MemberEvent.GraceBegan;
import org.guildhall.core.member.MemberEvent.GrantEnded;
import org.guildhall.core.member.MemberEvent.IdleMoved;
import org.guildhall.core.member.MemberEvent.IncomeReported;
import org.guildhall.core.member.MemberEvent.Joined;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.LotOpened;
import org.guildhall.core.member.MemberEvent.Measured;
import org.guildhall.core.member.MemberEvent.MergeBegan;
import org.guildhall.core.member.MemberEvent.MergeEnded;
import org.guildhall.core.member.MemberEvent.NoticeWithdrawn;
import org.guildhall.core.member.MemberEvent.OfferTaken;
import org.guildhall.core.member.MemberEvent.Owed;
import org.guildhall.core.member.MemberEvent.PartCounted;
import org.guildhall.core.member.MemberEvent.PaymentMoved;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.member.MemberEvent.Recorded;
import org.guildhall.core.member.MemberEvent.Reduced;
import org.guildhall.core.member.MemberEvent.RenewalTold;
import org.guildhall.core.member.MemberEvent.Scored;
import org.guildhall.core.member.MemberEvent.SeatChanged;
import org.guildhall.core.member.MemberEvent.SeatGiven;
import org.guildhall.core.member.MemberEvent.SpendCancelled;
import org.guildhall.core.member.MemberEvent.Spent;
import org.guildhall.core.member.MemberEvent.StandingGranted;
import org.guildhall.core.member.MemberEvent.Status;
import org.guildhall.core.member.MemberEvent.StatusChanged;
import org.guildhall.core.member.MemberEvent.Stood;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.TermPointsOver;
import org.guildhall.core.member.MemberEvent.TermsBegan;
import org.guildhall.core.member.MemberEvent.TimePassed;
import org.guildhall.core.member.MemberEvent.TransferSettled;
import org.guildhall.core.member.MemberEvent.Unmatched;
import org.guildhall.core.member.MemberEvent.UseCancelled;
import org.guildhall.core.member.MemberEvent.Vested;
import org.guildhall.core.member.MemberEvent.WarrantyChanged;
import org.guildhall.core.member.MemberEvent.WorthLost;
import org.guildhall.core.member.MemberEvent.YearlyDue;

/** Applies events to a member: total over all events, and loud where one can't follow the state. */
final class Evolution {
    private Evolution() {}

    static void apply(Member member, MemberEvent event) {
        switch (event) {
            case TimePassed e -> {
                if (e.moment() < member.time) {
                    throw new ImpossibleEventException(
                            "expected time at or after " + member.time + ", but found " + e.moment());
                }
                member.time = e.moment();
            }
            case Joined e -> {
                if (member.joined()) {
                    throw new ImpossibleEventException("expected a guest, but found a member since " + member.joinedAt);
                }
                member.joinedAt = e.at();
                member.termsSeen = member.time;
            }
            case TermsBegan e -> member.termsSeen = e.from();
            case Described e -> member.fields = e.fields();
            case Recorded e -> recorded(member, e);
            case Counted e -> {
                member.totals.count(e.series(), e.day(), e.count(), e.amount(), e.keptFrom());
                member.sums.counted(member, e.series(), e.count(), e.amount());
            }
            case PartCounted e -> member.sums.counted(e);
            case LimitCounted e -> member.limits.use(e.limit(), e.period(), e.change(), e.keptFrom());
            case LotOpened e -> opened(member, e);
            case Gave e -> {
                // Told for the statement; the lot stands in LotOpened.
            }
            case Vested e -> vested(member, e);
            case Posted e -> posted(member, e);
            case Owed e -> member.wallet(e.currency()).move(Account.OWED, Account.REVERSED, e.amount());
            case ExpiredCounted e -> {
                long left = member.expired.of(e.lot()) - e.amount();
                if (left < 0) {
                    throw new ImpossibleEventException("expected at most " + member.expired.of(e.lot())
                            + " expired points of lot " + e.lot() + ", but found " + e.amount());
                }
                member.expired.set(e.lot(), left, member.expired.keptUntil(e.lot()), member.time);
            }
            case IdleMoved e -> member.wallet(e.currency()).idleAt(e.moment());
            case TermPointsOver e -> member.wallet(e.currency()).overUpTo(e.spend());
            case Reduced e -> {
                KeptActivity before = kept(member, e.activity());
                KeptActivity after = before.reduced(e.left(), e.amount(), e.taken(), e.whole());
                member.sums.reduced(member, before, after);
                member.activities.put(after, member.time);
            }
            case AwardReduced e -> member.activities.put(
                    kept(member, e.activity()).withAwardAmount(e.award(), e.amount()), member.time);
            case Unmatched e -> {
                // Told for the statement and the reconciliation; nothing of the member changes.
            }
            case Measured e -> member.put(standing(member, e.ladder()).measured(e.measure(), e.from()));
            case Stood e -> stood(member, e);
            case GraceBegan e -> member.put(standing(member, e.ladder()).inGrace(e.until()));
            case StandingGranted e -> member.put(standing(member, e.ladder()).granted(e.tier(), e.until()));
            case GrantEnded e -> member.put(standing(member, e.ladder()).granted(0, Lot.NEVER));
            case Scored e -> member.scores = member.scores.with(e.score(), e.value());
            case Adjusted e -> {
                // Told for the statement; the lots stand in their own events.
            }
            case Spent e -> spent(member, e.spend());
            case SpendCancelled e -> cancelled(member, e);
            case TransferSettled e -> {
                member.ids.settle(spend(member, e.spend()).id(), e.arrived(), member.version + 1);
                if (e.arrived()) {
                    member.spends.remove(e.spend());
                }
            }
            case MergeBegan e -> member.merging = e.id();
            case MergeEnded e -> {
                member.ids.settle(member.merging, e.done(), member.version + 1);
                member.merging = "";
            }
            case DebtGone e -> member.wallet(e.currency()).move(Account.RECEIVED, Account.OWED, e.amount());
            case DebtBrought e -> member.wallet(e.currency()).move(Account.OWED, Account.SENT, e.amount());
            case Absorbed e -> Absorbing.absorb(member, e);
            case StatusChanged e -> {
                member.status = e.status();
                member.statusSince = e.status() == Status.ACTIVE ? 0 : e.since();
                member.statusReason = e.status() == Status.ACTIVE ? "" : e.reason();
            }
            case SubscriptionChanged e -> {
                member.sums.changes(member, e);
                member.put(e.to());
            }
            case Charged e -> charged(member, e.to());
            case GiftChanged e -> {
                Charge charge = payment(member, e.payment());
                if (charge.gift() == null || e.gift().state().compareTo(charge.gift().state()) <= 0) {
                    throw new ImpossibleEventException(
                            "expected what can follow " + charge + ", but found " + e.gift());
                }
                Charge changed = charge.with(e.gift());
                member.charges.put(changed, e.gift().plan());
                member.gifts.follow(changed);
            }
            case PaymentMoved e -> {
                Charge charge = payment(member, e.payment());
                member.charges.put(charge.stretched(e.from(), e.until()), member.charges.plan(member, charge));
            }
            case BenefitUsed e -> used(member, e);
            case ChoiceMade e -> member.choices.put(e.chosen());
            case WarrantyChanged e -> member.warranties.put(e.to(), member.time);
            case UseCancelled e -> cancelled(member, e.use());
            case BenefitGranted e -> member.grants.put(e.grant(), member.time);
            case GivenEnded e -> member.grants.end(e.benefit(), e.rule());
            case BenefitRevoked e -> member.grants.revoke(e.benefit());
            case ClaimChanged e -> claim(member, e);
            case CouponChanged e -> coupon(member, e);
            case WorthLost e -> worthLost(member, e);
            case RenewalTold e -> {
                // Told for the statement and the feed; nothing of the member changes.
            }
            case NoticeWithdrawn e ->
                    member.put(member.subscription(e.subscription()).change().noticeAt(e.noticeAt()).make());
            case IncomeReported e -> member.incomes.put(e.income());
            case OfferTaken e -> member.offers.put(e.taken(), member.time);
            case SeatChanged e -> member.put(e.to());
            case SeatGiven e -> {
                if (e.why().ends()) {
                    member.seats.remove(e.seat());
                } else {
                    member.seats.put(e.seat());
                }
            }
            case YearlyDue e -> member.yearlyDue(e.rule(), e.moment());
        }
    }

    private static void charged(Member member, Charge charge) {
        Charge before = charge.number() <= member.lastCharge ? member.charges.get(charge.number()) : null;
        if (before == null && charge.number() != member.lastCharge + 1) {
            throw new ImpossibleEventException(
                    "expected payment " + (member.lastCharge + 1) + ", but found " + charge.number());
        }
        boolean begins =
                charge.state() == (charge.kind().moves() ? Charge.State.DUE : Charge.State.SETTLED);
        if (before == null ? !begins : !before.mayBecome(charge)) {
            throw new ImpossibleEventException("expected what can follow " + before + ", but found " + charge);
        }
        member.lastCharge = Math.max(member.lastCharge, charge.number());
        int plan = member.charges.plan(member, charge);
        member.sums.charged(before == null ? Charge.State.DUE : before.state(), charge, plan);
        member.charges.put(charge, plan);
        if (charge.kind() == Charge.Kind.GIFT) {
            member.gifts.follow(charge);
        }
        if (charge.kind() == Charge.Kind.CREDIT) {
            member.offers.use(charge.subscription(), charge.amount());
        }
    }

    private static Charge payment(Member member, long number) {
        Charge charge = member.charges.get(number);
        if (charge == null) {
            throw new ImpossibleEventException("expected payment " + number + ", but found none");
        }
        return charge;
    }

    private static void used(Member member, BenefitUsed event) {
        KeptUse use = event.use();
        if (use.number() != member.grants.lastUse + 1) {
            throw new ImpossibleEventException(
                    "expected use " + (member.grants.lastUse + 1) + ", but found " + use.number());
        }
        member.grants.lastUse = use.number();
        member.grants.used(use);
        member.termUses.used(use);
        member.sums.borne(event.shares(), 1);
        if (use.keptUntil() > member.time) {
            member.uses.put(use, event.shares(), member.time);
        }
    }

    private static void worthLost(Member member, WorthLost event) {
        member.grants.worthLost(event.benefit(), event.worth());
        if (event.subscription() != 0) {
            member.termUses.worthLost(event);
        }
    }

    private static void cancelled(Member member, KeptUse use) {
        if (!use.equals(member.uses.get(use.number()))) {
            throw new ImpossibleEventException("expected use " + use.number() + ", but found none that is the same");
        }
        member.sums.borne(member.uses.shares(use.number()), -1);
        member.uses.remove(use.number());
        member.grants.cancelled(use);
        member.termUses.cancelled(use);
    }

    private static void coupon(Member member, CouponChanged e) {
        KeptCoupon to = e.to();
        KeptCoupon before = to.number() <= member.coupons.last ? member.coupons.get(to.number()) : null;
        boolean begins = switch (e.why()) {
            case ASKED, GRANTED, CLAIMED, RECEIVED -> true;
            default -> false;
        };
        if (before == null && !begins || begins && to.number() > member.coupons.last + 1) {
            throw new ImpossibleEventException(
                    "expected coupon " + (member.coupons.last + 1) + " or one that is kept, but found " + to);
        }
        if (before != null && before.awaited() && !to.id().isEmpty()) {
            member.ids.settle(to.id(), !e.why().ends(), member.version + 1);
        } else if (before != null && before.state() == KeptCoupon.State.SENT) {
            member.ids.settle(to.id(), e.why() == CouponChanged.Why.HANDED_ON, member.version + 1);
        }
        if (before != null && ofThisTerm(member, to)) {
            long times = switch (e.why()) {
                case REDEEMED -> 1;
                case GIVEN_BACK -> -1;
                default -> 0;
            };
            member.termUses.coupon(to.subscription(), to.coupon(), times, to.cost() - before.cost());
        }
        if (e.why().ends()) {
            member.coupons.remove(to.number());
        } else {
            member.coupons.put(to, member.time);
        }
        member.sums.coupon(e);
    }

    /** Whether it came with the term of a plan that still is the latest. */
    private static boolean ofThisTerm(Member member, KeptCoupon coupon) {
        return coupon.subscription() != 0 && member.subscriptions.stream()
                .anyMatch(one -> one.number() == coupon.subscription() && one.termStart() <= coupon.at());
    }

    private static void claim(Member member, ClaimChanged e) {
        KeptClaim to = e.to();
        KeptClaim before = to.number() <= member.lastClaim ? member.claims.get(to.number()) : null;
        if (before == null && to.number() != member.lastClaim + 1) {
            throw new ImpossibleEventException(
                    "expected claim " + (member.lastClaim + 1) + " or one that is kept, but found " + to);
        }
        member.lastClaim = Math.max(member.lastClaim, to.number());
        if (before != null && before.state() == State.AWAITED && to.stock() == before.stock()) {
            member.ids.settle(to.id(), !e.why().ends(), member.version + 1);
        }
        if (e.why().ends()) {
            member.claims.remove(to.number());
        } else {
            member.claims.put(to);
        }
        KeptSpend spend = to.spend() == 0 ? null : member.spends.get(to.spend());
        if (spend != null && to.had() && spend.keptUntil() != to.cancellableUntil()) {
            member.spends.put(spend.keptTo(to.cancellableUntil()), member.time);
        }
    }

    private static void recorded(Member member, Recorded e) {
        if (e.effective()) {
            if (e.at() < member.latestAt) {
                member.inOrder = false;
            } else {
                member.latestAt = e.at();
            }
        }
        if (e.number() != 0) {
            if (e.number() != member.lastActivity + 1) {
                throw new ImpossibleEventException(
                        "expected activity " + (member.lastActivity + 1) + ", but found " + e.number());
            }
            member.lastActivity = e.number();
            member.activities.put(
                    new KeptActivity(e.number(), e.id(), e.at(), e.day(), e.keptUntil(), e.activity(), e.amount(),
                            e.amount(), 0, !e.effective(), KeptActivity.by(member), e.awards()),
                    member.time);
        }
    }

    private static void opened(Member member, LotOpened e) {
        Lot lot = e.lot();
        if (lot.number() <= member.lastLot) {
            throw new ImpossibleEventException(
                    "expected a lot after " + member.lastLot + ", but found " + lot.number());
        }
        member.lastLot = lot.number();
        Wallet wallet = member.wallet(e.currency());
        wallet.move(e.from(), lot.pending() ? Account.PENDING : Account.AVAILABLE, lot.amount());
        wallet.put(lot);
    }

    private static void vested(Member member, Vested e) {
        Wallet wallet = member.wallet(e.currency());
        Lot lot = lot(wallet, e.lot(), e.vestsAt(), true);
        wallet.remove(lot);
        wallet.put(lot.vested());
        wallet.move(Account.PENDING, Account.AVAILABLE, lot.amount());
    }

    private static void posted(Member member, Posted e) {
        Wallet wallet = member.wallet(e.currency());
        if (e.lot() == Posted.NO_LOT) {
            wallet.move(e.from(), e.to(), e.amount());
            return;
        }
        Lot lot = lot(wallet, e.lot(), e.key(), e.from() == Account.PENDING);
        if (lot.amount() < e.amount()) {
            throw new ImpossibleEventException("expected lot " + e.lot() + " to hold at least " + e.amount()
                    + ", but found " + lot.amount());
        }
        wallet.put(lot.withAmount(lot.amount() - e.amount()));
        wallet.move(e.from(), e.to(), e.amount());
        if (e.to() == Account.EXPIRED && lot.activity() != 0) {
            KeptActivity activity = member.activities.get(lot.activity());
            if (activity != null && activity.keptUntil() > member.time) {
                member.expired.set(
                        e.lot(), member.expired.of(e.lot()) + e.amount(), activity.keptUntil(), member.time);
            }
        }
    }

    private static void stood(Member member, Stood e) {
        Standing standing = member.standing(e.ladder());
        if (standing == null) {
            standing = new Standing(
                    e.ladder(), e.tier(), e.since(), e.until(), Lot.NEVER, 0, Lot.NEVER, 0, Long.MAX_VALUE);
        }
        member.put(standing.held(e.tier(), e.since(), e.until()));
    }

    private static void spent(Member member, KeptSpend spend) {
        member.lastSpend = spend.number();
        Wallet wallet = member.wallet(spend.currency());
        long sum = 0;
        for (Lot part : spend.parts()) {
            Lot lot = lot(wallet, part.number(), part.key(), false);
            if (lot.amount() < part.amount()) {
                throw new ImpossibleEventException("expected lot " + part.number() + " to hold at least "
                        + part.amount() + ", but found " + lot.amount());
            }
            wallet.put(lot.withAmount(lot.amount() - part.amount()));
            sum += part.amount();
        }
        if (sum != spend.amount()) {
            throw new ImpossibleEventException("expected parts of " + spend.amount() + " in all, but found " + sum);
        }
        wallet.move(Account.AVAILABLE, spend.sent() ? Account.SENT : Account.SPENT, spend.amount());
        member.spends.put(spend, member.time);
    }

    private static void cancelled(Member member, SpendCancelled e) {
        Wallet wallet = member.wallet(e.currency());
        for (Lot lot : e.lots()) {
            Lot there = wallet.find(lot.number(), lot.key(), false);
            wallet.put(there == null ? lot : there.withAmount(there.amount() + lot.amount()));
        }
        wallet.move(e.sent() ? Account.SENT : Account.SPENT, Account.AVAILABLE, e.amount());
        member.spends.remove(e.spend());
    }

    private static Lot lot(Wallet wallet, long number, long key, boolean pending) {
        Lot lot = wallet.find(number, key, pending);
        if (lot == null) {
            throw new ImpossibleEventException(
                    "expected " + (pending ? "pending" : "available") + " lot " + number + ", but found none");
        }
        return lot;
    }

    private static KeptSpend spend(Member member, long number) {
        KeptSpend spend = member.spends.get(number);
        if (spend == null) {
            throw new ImpossibleEventException("expected spend " + number + ", but found none");
        }
        return spend;
    }

    private static KeptActivity kept(Member member, long number) {
        KeptActivity activity = member.activities.get(number);
        if (activity == null) {
            throw new ImpossibleEventException("expected activity " + number + ", but found none");
        }
        return activity;
    }

    private static Standing standing(Member member, int ladder) {
        Standing standing = member.standing(ladder);
        if (standing == null) {
            throw new ImpossibleEventException("expected a standing in ladder " + ladder + ", but found none");
        }
        return standing;
    }
}
