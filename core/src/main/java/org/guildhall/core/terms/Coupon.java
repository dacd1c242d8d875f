package org.guildhall.core.terms;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;

/**
 * A template of coupons, as one version of an offer has it. Money is in minor units.
 *
 * @param number its symbol, the same in all versions
 * @param line where it stands in the file, for messages
 * @param on the kind of activity that it is used on
 * @param from the least that what is in scope must come to, 0 for none; see {@link #least}
 * @param scope what an order or a line must be; all must hold
 * @param firstOrder whether it is only for who never did such an activity
 * @param usable when one can be used, from when it was granted
 * @param hours when in the week it can be used, one of these; empty for at any time
 * @param given how members get it
 * @param limits how many one member can be granted, by stretches; each of {@link Limit.Of#TIMES}
 * @param transfers how often one can be handed on to another member, 0 for a coupon that is bound
 * @param most the most that one can take off or cost; {@link Benefit#UNLIMITED} where nothing says so
 * @param cost what one that is used costs where it takes no money off: a gift, a service
 * @param payers who bears the cost, in whole percents that add up to 100: each in the place that it has in all versions, which is that of
 *     what it bore in the totals; whoever bears nothing any more stays with 0
 * @param again whether what ends unused goes back to what the offer may give
 */
public record Coupon(
        int number,
        String name,
        Texts names,
        int line,
        Reduction gives,
        int on,
        long from,
        List<Within> scope,
        boolean firstOrder,
        Usable usable,
        List<Hours> hours,
        Given given,
        List<Limit> limits,
        int transfers,
        Stacks stacks,
        OnRefund onRefund,
        long most,
        long cost,
        List<Benefit.Payer> payers,
        boolean again) {
    /** The most who bear what a coupon costs, over all versions. */
    public static final int MOST_PAYERS = 6;

    public Coupon {
        scope = List.copyOf(scope);
        hours = List.copyOf(hours);
        limits = List.copyOf(limits);
        payers = List.copyOf(payers);
    }

    /** What it is good for. */
    public sealed interface Reduction {
        /** So much off. */
        record Off(long amount) implements Reduction {}

        /**
         * A part off.
         *
         * @param hundredths of a percent: 2000 for 20 %
         * @param most off at the most, {@link Benefit#UNLIMITED} for no end
         */
        record Percent(int hundredths, long most) implements Reduction {}

        /** The highest step that is reached; ascending. */
        record Ladder(List<Step> steps) implements Reduction {
            public Ladder {
                steps = List.copyOf(steps);
            }
        }

        /**
         * So much off for each time that what is in scope comes to an amount.
         *
         * @param most off at the most, {@link Benefit#UNLIMITED} for no end
         */
        record Each(long full, long off, long most) implements Reduction {}

        /**
         * No charge for delivery.
         *
         * @param most off at the most, {@link Benefit#UNLIMITED} for no end
         */
        record Delivery(long most) implements Reduction {}

        /** What is in scope costs so much in all. */
        record Price(long price) implements Reduction {}

        /** Something that is given with the order. */
        record Gift(Texts what) implements Reduction {}

        /** Something that is done for the member. */
        record Service(Texts what) implements Reduction {}
    }

    public record Step(long from, long off) {}

    /**
     * A field must have one of these values.
     *
     * @param ofLine whether each line has it: only those lines are in scope; else the order has
     * @param words the symbols of the words; empty for a field of text
     * @param texts for a field of text
     */
    public record Within(int field, boolean ofLine, List<Integer> words, List<String> texts) {
        public Within {
            words = List.copyOf(words);
            texts = List.copyOf(texts);
        }
    }

    /** How members get a coupon. */
    public sealed interface Given {
        /** Whoever asks for it. */
        record ByClaim() implements Given {}

        /** Nobody asks for it: it is granted. */
        record ByGrant() implements Given {}

        /** Whoever sends a code that is the same for all. @param code as it is shown; see {@link CodeText#plain} */
        record ByCode(String code) implements Given {}

        /** Whoever first sends one of its {@link CouponCodes}. */
        record ByUniqueCode() implements Given {}

        /**
         * It comes by itself.
         *
         * @param on with each term of a plan, each stretch while one runs, or a day of the year
         * @param times how many come each time, as far as limits leave room
         */
        record OnSchedule(EarningRule.Trigger on, int times) implements Given {}

        /** The word of the language for it, or the key. */
        default String word() {
            return switch (this) {
                case ByClaim claim -> "by-claim";
                case ByGrant grant -> "by-grant";
                case ByCode code -> "code";
                case ByUniqueCode code -> "by-unique-code";
                case OnSchedule schedule -> switch (schedule.on()) {
                    case EarningRule.Trigger.EachTerm each -> "each-term";
                    case EarningRule.Trigger.Each each -> "each";
                    case EarningRule.Trigger.Yearly yearly -> "yearly";
                    case EarningRule.Trigger.On on -> throw new IllegalStateException(
                            "expected a coupon that comes with time, but found " + on);
                };
            };
        }
    }

    /** When a coupon can be used. */
    public sealed interface Usable {
        /** From one moment until before another, epoch milliseconds. */
        record Between(long from, long until) implements Usable {}

        /** So long from when it was granted. */
        record After(Period period) implements Usable {}

        /** Until the end of the unit of the calendar in which it was granted, or of one so many later. */
        record UntilEndOf(CalendarUnit unit, int more) implements Usable {}
    }

    /** Minutes of some days of the week, from 0:00; the last one not included. */
    public record Hours(Set<DayOfWeek> days, int fromMinute, int untilMinute) {
        public Hours {
            days = Set.copyOf(days);
        }
    }

    /** Whether it can be used with other coupons in one order. */
    public enum Stacks {
        ALONE("alone"),
        ONE_PER_ORDER("one-per-order"),
        FREELY("freely");

        private final String word;

        Stacks(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What becomes of a coupon when the whole order that it was used on is given back. */
    public enum OnRefund {
        GIVEN_BACK("given-back"),
        KEPT("kept");

        private final String word;

        OnRefund(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The least that what is in scope must come to for anything to come of it, 0 for none. */
    public long least() {
        return switch (gives) {
            case Reduction.Ladder ladder -> ladder.steps().getFirst().from();
            case Reduction.Each each -> each.full();
            default -> from;
        };
    }

    /** Whether whoever asks for it has it, without a code. */
    public boolean claims() {
        return given instanceof Given.ByClaim;
    }

    /** Whether it comes by itself. */
    public boolean comes() {
        return given instanceof Given.OnSchedule;
    }

    /** Whether a payer bears a part of what it costs. */
    public boolean pays(int payer) {
        for (Benefit.Payer one : payers) {
            if (one.number() == payer && one.percent() > 0) {
                return true;
            }
        }
        return false;
    }

    /** A cost by its payers: what does not divide goes to the largest remainders, of equal ones to the first. */
    public List<Benefit.Share> shares(long amount) {
        return Benefit.shares(payers, amount);
    }

}
