package org.guildhall.core.terms;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.number.Shares;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * What a member has besides points: from a plan, from a tier upwards, or by hand.
 *
 * @param number its symbol
 * @param line the line in the file where it stands, for messages
 * @param givenBy what gives it by itself, in the order of the file; empty for what is only granted by hand
 * @param worth of one use to the member, in minor units
 * @param cost of one use, in minor units
 * @param from the least that an order must come to for a use, in minor units; 0 for any order, or none
 * @param payers who bears the cost, in whole percents that add up to 100; empty where there is none
 */
public record Benefit(
        int number,
        String name,
        Texts names,
        int line,
        Kind kind,
        List<Source> givenBy,
        long worth,
        long cost,
        List<Payer> payers,
        long from) {

    /** What sort of thing it is; permanent. */
    public sealed interface Kind {
        /** There or not there; used without being counted against anything. */
        record Flag() implements Kind {}

        /**
         * One of several values; of several sources the best counts.
         *
         * @param values from the least to the best
         */
        record Attribute(List<Value> values) implements Kind {}

        /**
         * So much in a stretch of time.
         *
         * @param limit in minor units, uses or minutes; {@link #UNLIMITED} for no end
         * @param counter the symbol under which a member counts it
         * @param partly whether a use of more than is left uses what is left; else it is refused
         * @param cancellable how long a use can be cancelled; null for not at all
         * @param carried the most of what is left of a stretch that can be used in the next; 0 for nothing
         */
        record Allowance(
                Unit unit, long limit, Per per, int counter, boolean partly, @Nullable Period cancellable, long carried)
                implements
                    Counted {}

        /**
         * Points for some uses, in the time that follows.
         *
         * @param currency that it costs
         * @param price of one exchange, in the currency's scale
         * @param gives how many uses one exchange gives
         * @param lasts how long those can be had
         * @param stock the symbol of the stock that each exchange takes a piece of, 0 for none
         * @param cancellable how long an exchange of which nothing was used can be cancelled, and a use; null for not at all
         */
        record Exchange(
                int currency,
                long price,
                int gives,
                Period lasts,
                int stock,
                long limit,
                Per per,
                int counter,
                @Nullable Period cancellable)
                implements
                    Claimed {}

        /**
         * A membership elsewhere: by a code, or in an account that the member has there.
         *
         * @param account whether the partner gives it to an account, and says so; else a code is all there is to it
         * @param lasts how long one lasts from when it was given; null for as long as what gives the benefit
         * @param stock the symbol of the stock that each takes a piece of, 0 for none
         * @param substitutes other stocks, in order, for when that one is sold out or the partner fails
         * @param within how long the partner's answer is waited for; null where none is
         * @param retries when a partner who failed is asked again, after the first time; ascending
         * @param onActivation whether its worth and cost count once it is active; else once it is given
         */
        record Partner(
                boolean account,
                @Nullable Period lasts,
                int stock,
                List<Integer> substitutes,
                @Nullable Period within,
                List<Period> retries,
                boolean onActivation,
                long limit,
                Per per,
                int counter)
                implements
                    Claimed {
            public Partner {
                substitutes = List.copyOf(substitutes);
                retries = List.copyOf(retries);
            }
        }

        /**
         * Given with each order: for so long on what was bought, to the end of the last day.
         *
         * @param on the kind of activity that it is given with
         * @param from the kind of fulfilment from which on it runs, 0 for the activity itself
         * @param when what must hold of the whole activity
         * @param ofLine what must hold of each line that is covered; for a kind with lines
         * @param cancellable how long a claim can be cancelled; null for not at all
         */
        record Warranty(
                int on, int from, Period period, Condition when, Condition ofLine, @Nullable Period cancellable)
                implements
                    Kind {}

        /** A promise of how a member is served; of several sources the best level counts. */
        record Service(List<Level> levels) implements Kind {}
    }

    /** A kind of which there is so much in a stretch of time. */
    public sealed interface Counted extends Kind {
        /** In minor units, uses or minutes; {@link #UNLIMITED} for no end. */
        long limit();

        Per per();

        /** The symbol under which a member counts it. */
        int counter();
    }

    /** A kind that a member has once they ask for it: so many claims in a stretch of time. */
    public sealed interface Claimed extends Counted {
        int stock();
    }

    /**
     * A level of service, the least first.
     *
     * @param answered how soon, at the latest
     */
    public record Level(int number, String name, Period answered, Texts promise) {}

    public static final long UNLIMITED = Long.MAX_VALUE;

    /** One value of an attribute. */
    public record Value(int number, String name) {}

    /** What an allowance is measured in; permanent. The order is stored. */
    public enum Unit {
        USES("uses"),
        MONEY("money"),
        MINUTES("minutes");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The stretch that a limit is for. */
    public sealed interface Per {
        record Calendar(CalendarUnit unit) implements Per {}

        /** So many months from the day of joining, or from the same day later. */
        record Membership(int months) implements Per {}

        /** A term of the plan that gives it; of a benefit granted by hand, as long as it is granted. */
        record Term() implements Per {}

        record Lifetime() implements Per {}
    }

    /** What gives a benefit; the value is 0 for what is no attribute. */
    public sealed interface Source {
        int value();

        record ByPlan(int plan, int value) implements Source {}

        record FromTier(int ladder, int tier, int value) implements Source {}
    }

    public record Payer(int number, String name, int percent) {}

    /** So much of a cost is borne by a payer, in minor units. */
    public record Share(int payer, long amount) {}

    /** What it can be, from the least to the best: an attribute's values, a service's levels; empty for what is only had. */
    public List<Value> values() {
        return switch (kind) {
            case Kind.Attribute attribute -> attribute.values();
            case Kind.Service service ->
                    service.levels().stream().map(level -> new Value(level.number(), level.name())).toList();
            case Kind.Flag flag -> List.of();
            case Kind.Allowance allowance -> List.of();
            case Kind.Exchange exchange -> List.of();
            case Kind.Partner partner -> List.of();
            case Kind.Warranty warranty -> List.of();
        };
    }

    /** How good a value is, from 0; -1 for one that there is not. */
    public int rank(int value) {
        List<Value> values = values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).number() == value) {
                return i;
            }
        }
        return -1;
    }

    /** What uses are counted in. */
    public Unit unit() {
        return kind instanceof Kind.Allowance allowance ? allowance.unit() : Unit.USES;
    }

    /** What an amount of use is worth to the member, in minor units; money is worth itself. */
    public long worthOf(long amount) {
        return unit() == Unit.MONEY ? amount : Math.multiplyExact(amount, worth);
    }

    /** What an amount of use costs, in minor units; money costs itself. */
    public long costOf(long amount) {
        return unit() == Unit.MONEY ? amount : Math.multiplyExact(amount, cost);
    }

    /** A cost by its payers: what does not divide goes to the largest remainders, of equal ones to the first. */
    public List<Share> shares(long amount) {
        return shares(payers, amount);
    }

    /**
     * The same of anybody's payers.
     *
     * @param amount in minor units
     */
    static List<Share> shares(List<Payer> payers, long amount) {
        long[] parts = Shares.of(amount, payers.stream().mapToLong(Payer::percent).toArray());
        List<Share> shares = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            shares.add(new Share(payers.get(i).number(), parts[i]));
        }
        return shares;
    }
}
