package org.guildhall.core.member;

import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.GiftChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged.Why;
import org.guildhall.core.member.Subscription.Ahead;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A term of a plan that one member pays and another has. Once it is paid the receiver is told, and always answers: they have it,
 * or why not, and then the giver has their money back. It never renews unless the receiver says so.
 */
final class Giving {
    /** So many gifts of one member can await their payment. */
    private static final int MOST_AWAITED = 20;

    private Giving() {}

    static @Nullable MemberRefusal give(Decision decision, Terms terms, MemberCommand.Give asked) {
        Member member = decision.member;
        Plan plan = TermsOfPlan.toBuy(decision, asked.plan(), decision.at);
        if (plan == null) {
            return new MemberRefusal.NotInTerms("plan", terms.symbols().name(asked.plan()));
        }
        EntityName self = decision.command.entity();
        if (asked.to().equals(self)) {
            return new MemberRefusal.SameMember("gift");
        }
        if (!Subscribing.offered(decision, terms, plan)) {
            return new MemberRefusal.NotOffered(plan.name());
        }
        long price = plan.giveable() ? Subscribing.price(decision, terms, plan) : 0;
        if (price == 0) {
            return new MemberRefusal.NotGiveable(plan.name());
        }
        if (member.gifts.awaited().size() >= MOST_AWAITED) {
            Charge first = required(member, member.gifts.awaited().getFirst());
            return new MemberRefusal.PaymentAwaited(first.number(), first.amount());
        }
        long number = member.lastCharge + 1;
        long until = terms.calendar().plus(decision.at, plan.payment().within());
        decision.emit(new Charged(new Charge(number, 0, Charge.Kind.GIFT, price, 0, decision.at, decision.at, until,
                Charge.State.DUE, 1,
                new Gift(self.key(), number, asked.to().key(), plan.number(), Gift.State.OPEN, ""))));
        return null;
    }

    /** Before it is paid a gift can be taken back. */
    static @Nullable MemberRefusal cancel(Decision decision, MemberCommand.CancelGift asked) {
        Charge charge = decision.member.charges.get(asked.payment());
        if (charge == null || charge.kind() != Charge.Kind.GIFT) {
            return new MemberRefusal.NotFound("gift", Long.toString(asked.payment()));
        }
        if (!charge.awaited()) {
            return Paying.notAwaited(charge);
        }
        decision.emit(new Charged(charge.with(Charge.State.VOID)));
        return null;
    }

    /** Gives up the payment that is due to be; whether there was one. */
    static boolean settle(Decision decision, long due) {
        long number = decision.member.gifts.due(due);
        if (number != 0) {
            decision.emit(new Charged(required(decision.member, number).with(Charge.State.VOID)));
        }
        return number != 0;
    }

    /** Who goes gives no more. */
    static void giveUpAll(Decision decision) {
        for (long number : decision.member.gifts.awaited()) {
            decision.emit(new Charged(required(decision.member, number).with(Charge.State.VOID)));
        }
    }

    /** The payment came: the receiver is told, unless it was given up before. */
    static void paid(Decision decision, Charge charge, Gift gift) {
        if (charge.state() == Charge.State.VOID) {
            refuse(decision, charge, gift, "late");
            return;
        }
        EntityName self = decision.command.entity();
        decision.emit(new GiftChanged(charge.number(), new Gift(self.key(), charge.number(), gift.receiver(),
                gift.plan(), Gift.State.SENT, "")));
        decision.send(receiver(decision, gift), new MemberCommand.Gifted(self, charge.number(), gift.plan(),
                TermsOfPlan.pinned(decision, Math.max(decision.at, charge.dueAt())), charge.amount()));
    }

    private static void refuse(Decision decision, Charge charge, Gift gift, String reason) {
        decision.emit(new GiftChanged(charge.number(), gift.with(Gift.State.REFUSED, reason)));
        Paying.refund(decision, charge, charge.amount());
    }

    private static EntityName receiver(Decision decision, Gift gift) {
        return gift.receiver(decision.command.entity().programme());
    }

    /** The payer's bank took the payment back: so does the receiver lose what it paid. */
    static void reversed(Decision decision, Gift gift) {
        if (gift.state() == Gift.State.SENT || gift.state() == Gift.State.TAKEN) {
            decision.send(receiver(decision, gift), new MemberCommand.GiftTakenBack(gift.giver(), gift.number()));
        }
    }

    /** Back at the giver. */
    static @Nullable MemberRefusal answered(Decision decision, MemberCommand.GiftAnswered answer) {
        Charge charge = required(decision.member, answer.payment());
        Gift gift = charge.gift();
        if (gift == null || gift.state() != Gift.State.SENT) {
            throw new ImpossibleEventException("expected a gift under way, but found " + charge);
        }
        if (answer.refusal().isEmpty() || charge.state() != Charge.State.SETTLED) {
            decision.emit(new GiftChanged(charge.number(), gift.with(
                    answer.refusal().isEmpty() ? Gift.State.TAKEN : Gift.State.REFUSED, answer.refusal())));
        } else {
            refuse(decision, charge, gift, answer.refusal());
        }
        return null;
    }

    /** At the receiver: takes it, or says why not; the giver is told either way. Who was merged passes it on. */
    static @Nullable MemberRefusal receive(Decision decision, Terms terms, MemberCommand.Gifted gift) {
        Member member = decision.member;
        if (member.status == MemberEvent.Status.MERGED) {
            decision.send(EntityName.parse(member.statusReason), gift);
            return null;
        }
        MemberRefusal refusal = Deciding.status(member, gift);
        Subscription current = Subscribing.current(member, gift.plan());
        if (refusal == null && gift.from().equals(decision.command.entity())) {
            refusal = new MemberRefusal.OtherRefused(gift.from().toString(), "it is the giver");
        }
        if (refusal == null && current != null) {
            refusal = Prolonging.refusal(terms, member, current);
        }
        if (refusal == null && current == null) {
            refusal = Subscribing.hasPlan(terms, member, gift.plan());
        }
        decision.send(gift.from(),
                new MemberCommand.GiftAnswered(gift.payment(), refusal == null ? "" : refusal.code()));
        if (refusal == null) {
            take(decision, terms, current, gift);
        }
        return refusal;
    }

    private static void take(
            Decision decision, Terms terms, @Nullable Subscription current, MemberCommand.Gifted gift) {
        Member member = decision.member;
        long number = member.lastCharge + 1;
        long from = current == null ? member.time : TermsOfPlan.endsAt(terms.calendar(), current);
        Subscription had = current == null
                ? begun(decision, terms, gift, from)
                : current.change().ahead(new Ahead(number, gift.pinned(), gift.price())).make();
        if (current != null) {
            decision.emit(new SubscriptionChanged(Why.GIVEN_AHEAD, had));
        }
        decision.emit(new Charged(new Charge(number, had.number(), Charge.Kind.GIFTED, gift.price(), 0, member.time,
                from, Prolonging.paidUntil(member, decision.catalogue, terms, had), Charge.State.SETTLED, 1,
                new Gift(gift.from().key(), gift.payment(), decision.command.entity().key(), gift.plan(),
                        Gift.State.TAKEN, ""))));
    }

    /** A term of its own: it ends with it, whatever the plan says, unless the receiver keeps it. */
    private static Subscription begun(Decision decision, Terms terms, MemberCommand.Gifted gift, long from) {
        Subscription.Draft draft = new Subscription.Draft()
                .number(decision.member.lastSubscription + 1)
                .plan(gift.plan(), from)
                .began(from)
                .pinned(gift.pinned())
                .consented(false)
                .agreed(gift.price());
        Plan plan = TermsOfPlan.plan(decision, draft.make());
        TermsOfPlan.Next term = TermsOfPlan.beginning(terms, plan, gift.price(), from);
        return TermsOfPlan.begin(decision, Why.GIVEN, plan, draft.status(Status.RUNNING)
                .phase(Subscription.USUAL, 1)
                .counted(term.anchor(), term.terms())
                .term(from, term.end())
                .value(gift.price()));
    }

    /** At the receiver: what the gift was for ends, unless it is over. */
    static @Nullable MemberRefusal takenBack(Decision decision, MemberCommand.GiftTakenBack told) {
        Member member = decision.member;
        if (member.status == MemberEvent.Status.MERGED) {
            decision.send(EntityName.parse(member.statusReason), told);
            return null;
        }
        for (Charge charge : member.charges.all()) {
            Gift gift = charge.kind() == Charge.Kind.GIFTED && charge.state() == Charge.State.SETTLED
                    ? charge.gift()
                    : null;
            if (gift != null && gift.is(told.giver(), told.payment())) {
                decision.emit(new Charged(charge.with(Charge.State.REVERSED)));
                Paying.takenBack(decision, charge);
            }
        }
        return null;
    }

    private static Charge required(Member member, long number) {
        Charge charge = member.charges.get(number);
        if (charge == null) {
            throw new ImpossibleEventException("expected payment " + number + " of a gift, but found none");
        }
        return charge;
    }
}
