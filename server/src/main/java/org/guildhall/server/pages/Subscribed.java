package org.guildhall.server.pages;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.PaymentView;
import org.guildhall.core.member.MemberView.SeatView;
import org.guildhall.core.member.MemberView.SubscriptionView;
import org.guildhall.core.member.OutlookView;
import org.guildhall.server.shown.OutlookWords;
import org.jspecify.annotations.Nullable;

/**
 * A plan that a member has or had.
 *
 * @param badge the colour of its state, by that of a member who is as well off
 * @param price of its terms, with the phase where it is not the usual one
 * @param term from when until when, with what comes then
 * @param awaits the payment that is awaited; null for none
 * @param seats who has a seat of it, or was offered one, after how many it has; none where it has none
 * @param told what is told before renewing, changing or leaving; none of one that ended
 */
record Subscribed(
        String plan, String badge, String state, String price, String term, @Nullable String awaits,
        List<String> seats, List<String> told) {
    private static final String ENDED = "ended";
    private static final String AWAITED = "awaited";

    /** Those that have not ended, and of each plan the last that did. */
    static List<Subscribed> all(EntityName name, MemberView view, Reading reading, People people) {
        return view.subscriptions().stream().map(one -> of(name, one, view, reading, people, people::called)).toList();
    }

    /** As the member sees them. */
    static List<Subscribed> notEnded(EntityName name, MemberView view, Reading reading, People people) {
        return view.subscriptions()
                .stream()
                .filter(one -> !one.status().equals(ENDED))
                .map(one -> of(name, one, view, reading, people, people::calledToMembers))
                .toList();
    }

    private static Subscribed of(
            EntityName name, SubscriptionView view, MemberView member, Reading reading, People people,
            Function<EntityName, @Nullable String> called) {
        boolean silent = view.status().equals(ENDED) || view.seat() && view.status().equals(AWAITED);
        OutlookView told = silent ? null : people.outlook(name, view.plan());
        return new Subscribed(reading.names().plan(view.plan()), badge(view.status()),
                state(view, reading), price(view, reading), term(view, reading),
                view.payment() == null ? null : awaits(view.payment(), reading),
                seats(view, member, reading, called),
                told == null ? List.of()
                        : new OutlookWords(reading.terms(), reading.names(), reading.statement(),
                                reading.words().language()).of(told));
    }

    private static String state(SubscriptionView view, Reading reading) {
        boolean offered = view.seat() && view.status().equals(AWAITED);
        return reading.words().say("plan.state." + (offered ? "offered" : view.status()));
    }

    private static List<String> seats(
            SubscriptionView view, MemberView member, Reading reading,
            Function<EntityName, @Nullable String> called) {
        if (view.seats() == 0 || view.status().equals(ENDED)) {
            return List.of();
        }
        Words words = reading.words();
        List<String> seats = new ArrayList<>();
        List<SeatView> given = member.seats()
                .stream()
                .filter(one -> one.subscription() == view.number())
                .toList();
        seats.add(words.say("plan.seats", given.size(), view.seats()));
        for (SeatView seat : given) {
            String holder = called.apply(seat.holder());
            String who = holder == null ? words.say("plan.seat.somebody") : holder;
            seats.add(seat.taken()
                    ? words.say("plan.seat.taken", seat.number(), who)
                    : words.say("plan.seat.offered", seat.number(), who,
                            words.moment(seat.until(), reading.terms().calendar().zone())));
        }
        return List.copyOf(seats);
    }

    private static String badge(String state) {
        return switch (state) {
            case "running" -> "active";
            case "paused" -> "frozen";
            case ENDED -> "left";
            default -> "guest";
        };
    }

    private static String price(SubscriptionView view, Reading reading) {
        if (view.seat()) {
            return reading.words().say("plan.seat");
        }
        String phase = view.phase();
        if (phase.equals("trial")) {
            return reading.words().say("plan.trial", reading.statement().price(view.plan(), view.agreed()));
        }
        String price = reading.statement().price(view.plan(), view.price());
        return phase.equals("introductory") ? reading.words().say("plan.introductory", price) : price;
    }

    private static String term(SubscriptionView view, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        String until = words.day(view.until(), zone);
        return switch (view.status()) {
            case AWAITED -> !view.seat() ? words.say("plan.begins")
                    : view.until() == Long.MAX_VALUE ? words.say("plan.accepted")
                            : words.say("plan.offered", words.moment(view.until(), zone));
            case "paused" -> words.say("plan.resumes", words.day(view.resumes(), zone));
            case ENDED -> words.say("plan.ended", until);
            default -> (view.gift() ? words.say("plan.gift") + words.gap() : "")
                    + words.say("plan.since", words.day(view.from(), zone)) + words.gap()
                    + (view.next() != null ? next(view.next(), until, reading)
                            : !view.renews() ? words.say("plan.ends", until)
                                    : view.then() == null ? words.say("plan.renews", until)
                                            : words.say("plan.becomes", reading.names().plan(view.then()), until));
        };
    }

    private static String next(MemberView.NextView next, String until, Reading reading) {
        return reading.words()
                .say(next.gift() ? "plan.next.gift" : "plan.next.paid", until,
                        reading.words().day(next.until(), reading.terms().calendar().zone()));
    }

    private static String awaits(PaymentView payment, Reading reading) {
        Words words = reading.words();
        ZoneId zone = reading.terms().calendar().zone();
        String amount = reading.statement().money(payment.amount());
        if (!payment.state().equals("failed")) {
            return words.say("plan.due", amount, words.moment(payment.until(), zone));
        }
        return payment.again() == Long.MAX_VALUE
                ? words.say("plan.failed", amount, words.moment(payment.until(), zone))
                : words.say("plan.failed.again", amount, words.moment(payment.again(), zone));
    }
}
