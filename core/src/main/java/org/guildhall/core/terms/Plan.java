package org.guildhall.core.terms;

import java.util.List;
import java.util.Map;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.expression.Quantity;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a member buys: a membership for terms of some length, at a price.
 *
 * @param number its symbol
 * @param line the line in the file where it stands, for messages
 * @param offeredWhen to whom it is sold; looked at when it is bought, not when it is renewed
 * @param price of a whole term once introductory prices are over; looked at when a term is bought or renewed
 * @param term how long each term is
 * @param cycle which days terms begin on
 * @param trial how long it is free at first, once in a member's life; null for not at all
 * @param introductory prices before that one, in order
 * @param renewal what happens at a term's end
 * @param payment how long a payment is waited for
 * @param refund what ending a term before its end gives back
 * @param pause null for a plan that can't be paused
 * @param moves by the symbol of the other plan, when a change to it takes effect
 * @param proration how a part of a term is priced
 * @param choices of which benefits the member has one in each term
 * @param whenLeaving what is offered to who thinks of leaving
 * @param giveable whether a term of it can be given to somebody else
 * @param seats what others may have of it whom its owner invites; null for nothing
 */
public record Plan(
        int number,
        String name,
        Texts names,
        int line,
        Condition offeredWhen,
        Quantity price,
        Period term,
        Cycle cycle,
        @Nullable Period trial,
        List<Introductory> introductory,
        Renewal renewal,
        Payment payment,
        Refund refund,
        @Nullable Pause pause,
        Map<Integer, When> moves,
        Proration proration,
        List<Choice> choices,
        List<Offer> whenLeaving,
        boolean giveable,
        @Nullable Seats seats) {

    /** What is offered to who thinks of leaving under this symbol; null for nothing. */
    public @Nullable Offer offer(int symbol) {
        return whenLeaving.stream().filter(offer -> offer.number() == symbol).findFirst().orElse(null);
    }

    /** Which days terms begin on. */
    public enum Cycle {
        /** As the first one did. */
        ANNIVERSARY("anniversary"),
        /** The first of a calendar month or year; the first term is the part that is left of one. */
        CALENDAR("calendar");

        private final String word;

        Cycle(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** So many terms at a price of their own, in minor units. */
    public record Introductory(long price, int terms) {}

    /**
     * @param automatic whether a term is followed by the next unless the member cancels
     * @param notice how long before that the member is told; null for not at all
     * @param consentToRise whether a price above the one agreed to ends the plan instead, unless the member agrees
     */
    public record Renewal(boolean automatic, @Nullable Period notice, boolean consentToRise) {}

    /**
     * @param within how long a first payment, or one for a change, is waited for
     * @param retries when a failed renewal is asked for again, after it was due; ascending
     * @param grace how long after it was due an unpaid renewal is tolerated; null for as long as a first payment
     */
    public record Payment(Period within, List<Period> retries, @Nullable Period grace) {}

    /**
     * @param full how long after a term began all of it is given back; null for never
     * @param rest whether what is left of the term is given back later than that, by the plan's proration
     * @param less what of the benefits used in the term is taken off, down to nothing
     */
    public record Refund(@Nullable Period full, boolean rest, Less less) {}

    /** What is taken off a refund for benefits that were used. */
    public enum Less {
        NOTHING,
        /** What they were worth to the member. */
        WORTH,
        /** What they cost. */
        COST
    }

    /**
     * What is offered to a member who thinks of leaving, and keeps them if they take it.
     *
     * @param number its symbol
     * @param offeredWhen to whom; looked at when it is taken
     * @param times how often a member can take it within {@code per}
     */
    public record Offer(int number, String name, Texts names, Condition offeredWhen, Given given, int times,
            Period per) {}

    /** What a member gets who stays. */
    public sealed interface Given {
        /** So much off the terms to come, in minor units. */
        record Credit(long amount) implements Given {}

        /** A pause, whatever the plan allows of pauses. */
        record Pause(Period length) implements Given {}

        /** Another plan from the next term on. */
        record Change(int plan) implements Given {}
    }

    /**
     * @param longest how long one pause may be
     * @param times how many there may be in a term
     */
    public record Pause(Period longest, int times) {}

    /**
     * Benefits of which the plan gives one in each term: the one that is chosen, or used first.
     *
     * @param number its symbol
     * @param of the symbols of the benefits
     */
    public record Choice(int number, String name, Texts names, List<Integer> of, Changeable changeable) {}

    /** Whether another can be chosen in the same term. */
    public enum Changeable {
        NO("no"),
        /** As long as the chosen one was not used. */
        UNTIL_USED("until-used"),
        YES("yes");

        private final String word;

        Changeable(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The choice that a benefit is one of; null for none. */
    public @Nullable Choice choice(int benefit) {
        return choices.stream().filter(choice -> choice.of().contains(benefit)).findFirst().orElse(null);
    }

    /**
     * What others have of a plan, who are led by its owner's subscription.
     *
     * @param count how many they may be, beside the owner
     * @param gives the symbols of the benefits of the plan that each has; empty for all
     * @param invitation how long an offer of a seat is good
     */
    public record Seats(int count, List<Integer> gives, Period invitation) {
        public boolean gives(int benefit) {
            return gives.isEmpty() || gives.contains(benefit);
        }

        /** Whether these give all that others gave. */
        public boolean givesAll(Seats others) {
            return gives.isEmpty() || (!others.gives.isEmpty() && gives.containsAll(others.gives));
        }
    }

    /** When a change to another plan takes effect. */
    public enum When {
        AT_ONCE("at-once"),
        AT_TERM_END("at-term-end");

        private final String word;

        When(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How the price of a part of a term is worked out; half a minor unit is rounded up. */
    public enum Proration {
        /** Not at all: a part costs as much as the whole, and nothing is given back for it. */
        NONE("none"),
        /** By days of the programme's calendar; the day itself counts as left. */
        BY_DAY("by-day"),
        BY_SECOND("by-second");

        private final String word;

        Proration(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
