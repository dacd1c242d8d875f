package org.guildhall.core.member;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberEvent.SeatChanged;
import org.guildhall.core.member.MemberEvent.SeatChanged.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The seats that a member has of others' plans: each is a subscription that another's leads, with nothing to pay, to renew or to
 * agree to. An offer is one that is awaited until it is over; one that was accepted awaits the owner's word.
 */
final class Seated {
    private Seated() {}

    /** The seat of a plan, had or else offered; null for none. */
    static @Nullable Subscription of(Member member, int plan) {
        return member.subscriptions.stream()
                .filter(one -> one.lead() != null && one.plan() == plan && one.status() != Status.ENDED)
                .min(Comparator.comparing(Subscription::offered))
                .orElse(null);
    }

    private static @Nullable Subscription find(Member member, SeatName name) {
        return member.subscriptions.stream()
                .filter(one -> one.lead() != null && one.lead().seat().equals(name) && one.status() != Status.ENDED)
                .findFirst()
                .orElse(null);
    }

    /** Whether a subscription gives a benefit of its plan: one's own all, a seat what the plan gives with seats. */
    static boolean gives(Member member, Catalogue catalogue, Subscription subscription, int benefit) {
        if (subscription.lead() == null) {
            return true;
        }
        Plan.Seats seats = seats(member, catalogue, subscription);
        return seats != null && seats.gives(benefit);
    }

    /** What a plan says of seats, as a subscription has it; null for none. */
    static Plan.@Nullable Seats seats(Member member, Catalogue catalogue, Subscription subscription) {
        Terms terms = Contract.of(catalogue, member, subscription).terms(subscription.plan(), member.time);
        Plan plan = terms == null ? null : terms.plan(subscription.plan());
        return plan == null ? null : plan.seats();
    }

    private static boolean accepted(Subscription seat) {
        return seat.status() == Status.AWAITED && seat.payUntil() == Lot.NEVER;
    }

    static @Nullable MemberRefusal offered(Decision decision, Terms terms, MemberCommand.SeatOffered offer) {
        Member member = decision.member;
        Leading of = offer.of();
        MemberRefusal refusal = Deciding.status(member, offer);
        if (refusal == null && offer.owner().equals(decision.command.entity())) {
            refusal = new MemberRefusal.OtherRefused(offer.owner().toString(), "it is the member itself");
        }
        if (refusal == null) {
            refusal = hasPlan(member, terms, of.plan());
        }
        if (refusal != null) {
            decision.send(offer.owner(), new MemberCommand.SeatRefused(offer.seat(), refusal.code()));
            return refusal;
        }
        decision.emit(new SeatChanged(Why.OFFERED, new Subscription.Draft()
                .number(member.lastSubscription + 1)
                .phase(Subscription.USUAL, 1)
                .plan(of.plan(), member.time)
                .began(member.time)
                .lead(new Lead(offer.seat(), offer.owner(), of.joinedAt(), of.since()))
                .pinned(of.pinned())
                .term(of.termStart(), of.termEnd())
                .awaits(0, offer.until())
                .make()));
        return null;
    }

    private static @Nullable MemberRefusal hasPlan(Member member, Terms terms, int plan) {
        for (Subscription one : member.subscriptions) {
            if (one.isOrBecomes(plan) || one.offered() && one.plan() == plan) {
                return new MemberRefusal.AlreadySubscribed(terms.symbols().name(plan), one.began());
            }
        }
        return null;
    }

    static @Nullable MemberRefusal accept(Decision decision, Terms terms, MemberCommand.AcceptSeat asked) {
        Member member = decision.member;
        Subscription offer = member.subscriptions.stream()
                .filter(one -> one.offered() && one.plan() == asked.plan())
                .findFirst()
                .orElse(null);
        Lead lead = offer == null ? null : offer.lead();
        if (offer == null || lead == null) {
            return new MemberRefusal.NotFound("invitation", terms.symbols().name(asked.plan()));
        }
        for (Subscription one : member.subscriptions) {
            if (one != offer && one.isOrBecomes(asked.plan())) {
                return new MemberRefusal.AlreadySubscribed(terms.symbols().name(asked.plan()), one.began());
            }
        }
        decision.emit(new SeatChanged(Why.ACCEPTED, offer.change().awaits(0, Lot.NEVER).make()));
        hold(decision, lead, true);
        return null;
    }

    private static void hold(Decision decision, Lead lead, boolean taken) {
        decision.send(lead.owner(), new MemberCommand.SeatHeld(lead.seat(), decision.command.entity(), taken));
    }

    static @Nullable MemberRefusal giveUp(Decision decision, Terms terms, MemberCommand.GiveUpSeat asked) {
        Subscription seat = of(decision.member, asked.plan());
        if (seat == null) {
            return new MemberRefusal.NotFound("seat", terms.symbols().name(asked.plan()));
        }
        giveUp(decision, seat, Why.GIVEN_UP);
        return null;
    }

    /** It ends, and the owner is told. */
    static void giveUp(Decision decision, Subscription seat, Why why) {
        Lead lead = seat.lead();
        end(decision, seat, why);
        if (lead != null) {
            decision.send(lead.owner(), new MemberCommand.SeatGivenUp(lead.seat()));
        }
    }

    /** A plan is had once: the seat of one that the member has otherwise ends, and the owner is told why. */
    static void giveWay(Decision decision, Terms terms, Subscription seat, int plan) {
        Lead lead = Objects.requireNonNull(seat.lead());
        end(decision, seat, Why.TWICE);
        MemberRefusal had = Objects.requireNonNull(Subscribing.hasPlan(terms, decision.member, plan));
        decision.send(lead.owner(), new MemberCommand.SeatRefused(lead.seat(), had.code()));
    }

    /** The owner tells what there is; of a seat that was given up, the owner is told once more. */
    static void follows(Decision decision, Terms terms, MemberCommand.SeatFollows told) {
        Subscription seat = find(decision.member, told.seat());
        if (seat == null) {
            decision.send(told.owner(), new MemberCommand.SeatGivenUp(told.seat()));
        } else if (told.taken()) {
            int plan = told.of().plan();
            if (decision.member.subscriptions.stream().anyMatch(one -> one != seat && one.isOrBecomes(plan))) {
                giveWay(decision, terms, seat, plan);
            } else {
                begin(decision, terms, seat, told);
            }
        } else if (seat.status() == Status.AWAITED) {
            Subscription.Draft waits = led(seat, told).awaits(0, accepted(seat) ? Lot.NEVER : told.until());
            change(decision, Why.FOLLOWED, seat, waits.make());
            if (accepted(seat)) {
                decision.send(told.owner(),
                        new MemberCommand.SeatHeld(told.seat(), decision.command.entity(), true));
            }
        }
    }

    /** Runs from now on, or goes on as the owner's does; a guest joins with it. */
    private static void begin(Decision decision, Terms terms, Subscription seat, MemberCommand.SeatFollows told) {
        Member member = decision.member;
        Leading of = told.of();
        boolean begins = seat.status() == Status.AWAITED;
        Subscription.Draft runs = led(seat, told).status(of.paused() ? Status.PAUSED : Status.RUNNING)
                .ending(of.ending())
                .awaits(0, of.payUntil())
                .paused(of.pausedAt(), of.resumesAt());
        if (begins) {
            runs.began(member.time).plan(of.plan(), member.time);
            if (!member.joined()) {
                decision.emit(new MemberEvent.Joined(member.time));
                Yearly.schedule(decision, terms);
            }
        }
        change(decision, begins ? Why.BEGAN : Why.FOLLOWED, seat, runs.make());
    }

    private static Subscription.Draft led(Subscription seat, MemberCommand.SeatFollows told) {
        Leading of = told.of();
        Subscription.Draft draft = seat.change()
                .lead(new Lead(told.seat(), told.owner(), of.joinedAt(), of.since()))
                .pinned(of.pinned())
                .term(of.termStart(), of.termEnd());
        return of.plan() == seat.plan() ? draft : draft.plan(of.plan(), Math.max(of.since(), seat.began()));
    }

    private static void change(Decision decision, Why why, Subscription before, Subscription after) {
        if (!after.equals(before)) {
            decision.emit(new SeatChanged(why, after));
        }
    }

    /** The owner took the seat back, or it ended there. */
    static void ended(Decision decision, MemberCommand.SeatEnded told) {
        Subscription seat = find(decision.member, told.seat());
        if (seat != null) {
            end(decision, seat, Why.ENDED);
        }
    }

    /** What comes about by itself, as it does at the owner. */
    static void settle(Decision decision, Subscription seat) {
        switch (seat.status()) {
            case AWAITED -> end(decision, seat, Why.OVER);
            case PAUSED -> decision.emit(new SeatChanged(Why.RESUMED, TermsOfPlan.resumed(decision, seat)));
            case RUNNING -> end(decision, seat, Why.ENDED);
            case ENDED -> throw new ImpossibleEventException("expected a seat that has not ended");
        }
    }

    static void end(Decision decision, Subscription seat, Why why) {
        decision.emit(new SeatChanged(why, seat.change()
                .status(Status.ENDED)
                .awaits(0, Lot.NEVER)
                .paused(Lot.NEVER, Lot.NEVER)
                .term(seat.termStart(), Math.max(seat.termStart(), Math.min(seat.termEnd(), decision.member.time)))
                .make()));
    }

    /** All end with the membership, or go on where the member goes. */
    static void endAll(Decision decision, boolean merged) {
        for (Subscription seat : List.copyOf(decision.member.subscriptions)) {
            if (seat.lead() == null || seat.status() == Status.ENDED) {
                continue;
            }
            if (merged) {
                end(decision, seat, Why.BROUGHT);
            } else {
                giveUp(decision, seat, Why.LEFT);
            }
        }
    }

    /** It came with a member who was taken in. */
    static void takeOver(Decision decision, Subscription seat, Lead lead) {
        decision.emit(new SeatChanged(Why.TAKEN_OVER, seat));
        hold(decision, lead, seat.live() || accepted(seat));
    }

    /** What of seats reaches a member who was taken in is passed on to who took them in, and the owner is told who that is. */
    static void passOn(Decision decision, MemberCommand told) {
        EntityName survivor = EntityName.parse(decision.member.statusReason);
        decision.send(survivor, told);
        if (told instanceof MemberCommand.SeatOffered offer) {
            decision.send(offer.owner(), new MemberCommand.SeatHeld(offer.seat(), survivor, false));
        } else if (told instanceof MemberCommand.SeatFollows follows) {
            decision.send(follows.owner(), new MemberCommand.SeatHeld(follows.seat(), survivor, false));
        }
    }
}
