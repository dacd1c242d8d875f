package org.guildhall.core.terms;

import java.util.List;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A kind of activity.
 *
 * @param lines the fields of its lines; empty for a kind without lines
 * @param earns how the amount of a kind with lines is made; null for a kind without lines, and for a return whose lines
 *        have no price
 * @param effective whether an activity counts: joins, earns, qualifies; one that does not is recorded all the same
 * @param role what it does to other activities
 * @param late how long after it happened it is still taken
 * @param reversible how long after it happened it can be taken back, null for never
 * @param figuresBy what tells activities of the kind apart in the totals
 */
public record ActivityKind(
        int number,
        String name,
        Texts names,
        List<Field> fields,
        List<Field> lines,
        @Nullable Earns earns,
        Condition effective,
        Role role,
        Period late,
        @Nullable Period reversible,
        List<FiguresBy> figuresBy) {

    public boolean hasLines() {
        return !lines.isEmpty();
    }

    /**
     * What of an order earns: quantity times price of its lines always, and for each declared part whether it counts.
     * Amount = lines, rounded; plus delivery and tax where they earn; minus gift cards and the part paid with points
     * where they do not; at least 0.
     */
    public record Earns(boolean delivery, boolean tax, boolean giftCards, boolean paidWithPoints, Rounding rounding) {}

    /** What an activity of the kind does to other activities of the member. */
    public sealed interface Role {
        /** It stands for itself. */
        record Plain() implements Role {}

        /**
         * It takes back from earlier activities of another kind.
         *
         * @param kind the number of that kind
         */
        record Return(int kind, Match match) implements Role {}

        /** It fulfils the activity that its field {@code of} names: what waited for it vests. */
        record Fulfilment(int kind) implements Role {}
    }

    /** How a return finds what it returns. */
    public enum Match {
        /** Its field {@code of} names the activity. */
        BY_ORDER("order"),
        /** The latest earlier purchases of the same product that still have quantity left. */
        LATEST_BY_PRODUCT("latest-by-product"),
        /** The earliest purchases of the same product that still have quantity left. */
        EARLIEST_BY_PRODUCT("earliest-by-product");

        private final String word;

        Match(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
