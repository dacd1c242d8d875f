package org.guildhall.core.stock;

import java.util.Map;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.entity.Refusals;
import org.jspecify.annotations.Nullable;

/** Why a stock refuses, in the order in which a refusal wins: the first that applies is the answer. */
public sealed interface StockRefusal extends Refusal {
    /** The id came before with other content. */
    record IdReused(long version) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Map.of("version", Fact.of(version));
        }
    }

    /** The command's moment is later than the clock by more than the tolerance, in milliseconds. */
    record InTheFuture(long at, long received, long tolerance) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("at", new Fact.Moment(at), "received", new Fact.Moment(received), "tolerance",
                    new Fact.Span(tolerance));
        }
    }

    /** The command's moment is before all that is still taken: its id might be forgotten. */
    record TooLate(long at, long earliest) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("at", new Fact.Moment(at), "earliest", new Fact.Moment(earliest));
        }
    }

    /** The terms in force have no such stock. */
    record NotInTerms(String what, String name) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("what", what, "name", name);
        }
    }

    /** A number or a text that is none, or too large. */
    record OutOfRange(String what, Fact found, @Nullable Fact above, @Nullable Fact most) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return Refusals.outOfRange(what, found, above, most);
        }
    }

    /** @param holds codes or pieces: what the stock is of */
    record OtherStock(String stock, String holds) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("stock", stock, "holds", holds);
        }
    }

    /** @param index which of the codes that were sent, from 1: it is among them twice, or was in the stock before */
    record DuplicateCode(String stock, long index) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("stock", stock, "index", index);
        }
    }

    /** No such code of the coupon was made. */
    record CodeUnknown(String coupon) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("coupon", coupon);
        }
    }

    /** The code of the coupon was used. */
    record CodeUsed(String coupon) implements StockRefusal {
        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("coupon", coupon);
        }
    }

    /**
     * There is not as much as was asked for.
     *
     * @param stock its name, or that of a budget
     * @param asked pieces, or money of a budget in minor units, as {@code left}
     */
    record SoldOut(String stock, Fact asked, Fact left) implements StockRefusal {
        static SoldOut pieces(String stock, long asked, long left) {
            return new SoldOut(stock, new Fact.Whole(asked), new Fact.Whole(left));
        }

        static SoldOut money(String budget, long asked, long left) {
            return new SoldOut(budget, new Fact.Money(asked), new Fact.Money(left));
        }

        @Override
        public Map<String, Fact> facts() {
            return StockRefusal.facts("stock", stock, "asked", asked, "left", left);
        }
    }

    @Override
    default String code() {
        return Refusals.code(getClass());
    }

    private static Map<String, Fact> facts(Object... namesAndValues) {
        return Refusals.facts(namesAndValues);
    }
}
