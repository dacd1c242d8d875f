package org.guildhall.core.terms;

import java.time.MonthDay;
import java.util.List;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A currency of points.
 *
 * @param scale digits after the point; amounts are longs in units of {@code 10^-scale}
 * @param countsOnly it qualifies for tiers and can't be spent
 * @param limits what a member can earn of it over all rules
 * @param cancellable how long a spend can be cancelled, null where nothing is spent
 * @param transferable whether members may send it to each other
 * @param adjustable what one adjustment by an operator may move at most, in its scale
 */
public record PointCurrency(
        int number,
        String name,
        Texts names,
        int scale,
        boolean countsOnly,
        Expiry expires,
        Vesting vests,
        OnReturn onReturn,
        List<Limit> limits,
        @Nullable Period cancellable,
        OnLateCancel onLateCancel,
        boolean transferable,
        long adjustable) {

    /** When a lot's life ends. */
    public sealed interface Expiry {
        record Never() implements Expiry {}

        /** A period after the activity's moment, or the end of the calendar unit that this falls in. */
        record After(Period period, @Nullable CalendarUnit roundedUpTo) implements Expiry {}

        /** At the end of the first of these days that is not before the activity's, {@code afterAtLeast} added. */
        record OnDates(List<MonthDay> days, @Nullable Period afterAtLeast) implements Expiry {}

        /** With the term of one of these plans that runs when they come; at once where none does. */
        record WithTermOf(List<Integer> plans) implements Expiry {}

        /** All lots together, once the member has had no effective activity for this long. */
        record Inactivity(Period period) implements Expiry {}
    }

    /** When earned points become available. */
    public sealed interface Vesting {
        record AtOnce() implements Vesting {}

        record After(Period period) implements Vesting {}

        /**
         * When an activity of this kind fulfils the one that earned.
         *
         * @param within how long that is waited for
         * @param otherwise what becomes of the points if it does not come
         */
        record On(int kind, Period within, Otherwise otherwise) implements Vesting {}
    }

    /** What becomes of points whose fulfilment does not come. */
    public enum Otherwise {
        VEST("vest"),
        FORFEIT("forfeit");

        private final String word;

        Otherwise(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How far a return may go for points that the returned activity earned. */
    public enum OnReturn {
        PENDING_ONLY("pending-only"),
        DOWN_TO_ZERO("down-to-zero"),
        /** What is missing becomes owed, and later earnings repay it first. */
        BELOW_ZERO("below-zero");

        private final String word;

        OnReturn(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What becomes of points whose life ended between a spend and its cancellation. */
    public sealed interface OnLateCancel {
        /** They go back into their lot and expire at once. */
        record Expire() implements OnLateCancel {}

        /** They live on for this long from the cancellation. */
        record Renew(Period period) implements OnLateCancel {}
    }
}
