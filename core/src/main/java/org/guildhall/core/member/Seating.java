package org.guildhall.core.member;

import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberEvent.SeatGiven;
import org.guildhall.core.member.MemberEvent.SeatGiven.Why;
import org.guildhall.core.member.Subscription.Status;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * The seats that the owner of a plan gives out. The owner alone says who has one: an offer counts as a seat until it is taken or
 * over, and what the holder does is answered, so that no more are had than the plan has. Whatever changes of the owner's
 * subscription is told to the holders at the moment at which it changes.
 */
final class Seating {
    private Seating() {}

    static @Nullable MemberRefusal offer(Decision decision, Terms terms, MemberCommand.OfferSeat asked) {
        Member member = decision.member;
        EntityName self = decision.command.entity();
        Subscription current = Subscribing.current(member, asked.plan());
        if (asked.to().equals(self)) {
            return new MemberRefusal.SameMember("seat");
        }
        if (current == null || current.status() != Status.RUNNING) {
            return Subscribing.notSubscribed(member, terms, asked.plan());
        }
        Plan plan = TermsOfPlan.plan(decision, current);
        if (plan.seats() == null) {
            return new MemberRefusal.NoSeats(plan.name());
        }
        List<Seat> given = member.seats.of(current.number());
        for (Seat seat : given) {
            if (seat.holder().equals(asked.to())) {
                return new MemberRefusal.SeatGivenBefore(plan.name(), seat.number());
            }
        }
        if (given.size() >= plan.seats().count()) {
            return new MemberRefusal.NoSeatLeft(plan.name(), plan.seats().count());
        }
        long number = member.seats.last + 1;
        Seat seat = new Seat(number, new SeatName(self, number), current.number(), asked.to(), false,
                terms.calendar().plus(member.time, plan.seats().invitation()));
        decision.emit(new SeatGiven(Why.OFFERED, seat, ""));
        Leading leading = Leading.of(member, current);
        decision.tell(current.number(), leading);
        decision.send(asked.to(), new MemberCommand.SeatOffered(seat.name(), self, seat.until(), leading));
        return null;
    }

    static @Nullable MemberRefusal remove(Decision decision, MemberCommand.RemoveSeat asked) {
        Seat seat = decision.member.seats.find(asked.seat());
        if (seat == null) {
            return new MemberRefusal.NotFound("seat", Long.toString(asked.seat()));
        }
        end(decision, seat, Why.REMOVED);
        return null;
    }

    /** A holder tells that they have a seat, or the offer of one; one that there is no longer is over for them too. */
    static void held(Decision decision, MemberCommand.SeatHeld told) {
        Seat seat = decision.member.seats.find(told.seat());
        if (seat == null) {
            decision.send(told.holder(), new MemberCommand.SeatEnded(told.seat()));
            return;
        }
        Seat held = told.taken() ? seat.takenBy(told.holder()) : seat.heldBy(told.holder());
        if (!held.equals(seat)) {
            decision.emit(new SeatGiven(held.taken() && !seat.taken() ? Why.TAKEN : Why.MOVED, held, ""));
        }
        tell(decision, held);
    }

    static void refused(Decision decision, MemberCommand.SeatRefused told) {
        Seat seat = decision.member.seats.find(told.seat());
        if (seat != null) {
            decision.emit(new SeatGiven(Why.REFUSED, seat, told.reason()));
        }
    }

    static void givenUp(Decision decision, MemberCommand.SeatGivenUp told) {
        Seat seat = decision.member.seats.find(told.seat());
        if (seat != null) {
            decision.emit(new SeatGiven(seat.taken() ? Why.GIVEN_UP : Why.DECLINED, seat, ""));
        }
    }

    /** The invitations that are over; whether there was one. */
    static boolean settle(Decision decision, long due) {
        for (Seat seat : decision.member.seats.all()) {
            if (seat.until() <= due) {
                // The holder needs no telling: it is over for them at the same moment.
                decision.emit(new SeatGiven(Why.OVER, seat, ""));
                return true;
            }
        }
        return false;
    }

    /** What the holders of seats know of subscriptions before anything changes. */
    static void remember(Decision decision) {
        Member member = decision.member;
        for (Seat seat : member.seats.all()) {
            Subscription leads = leads(member, seat);
            if (leads != null) {
                decision.tell(leads.number(), Leading.of(member, leads));
            }
        }
    }

    /** Ends the seats of what ended, and the last of those that are too many; tells the others what changed. */
    static void review(Decision decision) {
        Member member = decision.member;
        if (member.seats.isEmpty()) {
            return;
        }
        for (Seat seat : member.seats.all()) {
            Subscription leads = leads(member, seat);
            if (leads == null || !leads.live()) {
                end(decision, seat, Why.ENDED);
            }
        }
        for (Subscription subscription : List.copyOf(member.subscriptions)) {
            List<Seat> seats = member.seats.of(subscription.number());
            if (!seats.isEmpty()) {
                review(decision, subscription, seats);
            }
        }
    }

    private static void review(Decision decision, Subscription subscription, List<Seat> seats) {
        Plan.Seats had = TermsOfPlan.plan(decision, subscription).seats();
        int count = had == null ? 0 : had.count();
        for (Seat tooMany : seats.subList(Math.min(count, seats.size()), seats.size())) {
            end(decision, tooMany, Why.ENDED);
        }
        Leading now = Leading.of(decision.member, subscription);
        if (!now.equals(decision.tell(subscription.number(), now))) {
            decision.member.seats.of(subscription.number()).forEach(seat -> tell(decision, seat));
        }
    }

    /** All seats end with the membership, or go on where the member goes. */
    static void endAll(Decision decision, boolean merged) {
        for (Seat seat : decision.member.seats.all()) {
            if (merged) {
                decision.emit(new SeatGiven(Why.BROUGHT, seat, ""));
            } else {
                end(decision, seat, Why.ENDED);
            }
        }
    }

    /**
     * Seats beyond a number came with a member who was taken in, and subscriptions beyond another: owners are told of whom they
     * have now, and holders of whose seat it is. A seat that somebody would have of themselves ends.
     */
    static void takeOver(Decision decision, long seats, long subscriptions) {
        Member member = decision.member;
        for (Subscription seat : List.copyOf(member.subscriptions)) {
            Lead lead = seat.lead();
            if (lead == null || seat.status() == Status.ENDED) {
                continue;
            }
            Seat own = member.seats.find(lead.seat());
            if (own != null) {
                Seated.end(decision, seat, MemberEvent.SeatChanged.Why.ENDED);
                decision.emit(new SeatGiven(Why.ENDED, own, ""));
            } else if (seat.number() > subscriptions) {
                Seated.takeOver(decision, seat, lead);
            }
        }
        for (Seat seat : member.seats.all()) {
            if (seat.number() > seats) {
                decision.emit(new SeatGiven(Why.TAKEN_OVER, seat, ""));
            }
        }
    }

    private static @Nullable Subscription leads(Member member, Seat seat) {
        return member.subscriptions.stream()
                .filter(one -> one.number() == seat.subscription())
                .findFirst()
                .orElse(null);
    }

    private static void tell(Decision decision, Seat seat) {
        Subscription leads = Objects.requireNonNull(leads(decision.member, seat));
        decision.send(seat.holder(), new MemberCommand.SeatFollows(seat.name(), decision.command.entity(),
                seat.taken(), seat.until(), Leading.of(decision.member, leads)));
    }

    private static void end(Decision decision, Seat seat, Why why) {
        decision.emit(new SeatGiven(why, seat, ""));
        decision.send(seat.holder(), new MemberCommand.SeatEnded(seat.name()));
    }
}
