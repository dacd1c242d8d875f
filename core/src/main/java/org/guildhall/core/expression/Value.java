package org.guildhall.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.core.terms.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a part of an expression was compiled to. {@code code} fails the rule where a field is absent; {@code orAbsent}
 * gives {@link LongCode#ABSENT} or null instead, for the comparisons in which an absent field equals nothing.
 */
sealed interface Value {
    /** What it is, for messages. */
    String kind();

    /** An exact number, {@code code x 10^-scale}. */
    record Number(LongCode code, LongCode orAbsent, int scale, @Nullable Long constant) implements Value {
        static Number computed(LongCode code, int scale) {
            return new Number(code, code, scale, null);
        }

        static Number constant(long unscaled, int scale) {
            LongCode code = (facts, lines) -> unscaled;
            return new Number(code, code, scale, unscaled);
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false; {@code orAbsent} gives 1 or 0. */
    record Truth(BooleanCode code, LongCode orAbsent, @Nullable Boolean constant) implements Value {
        static Truth computed(BooleanCode code) {
            return new Truth(code, (facts, lines) -> code.run(facts, lines) ? 1 : 0, null);
        }

        static Truth constant(boolean value) {
            return new Truth((facts, lines) -> value, (facts, lines) -> value ? 1 : 0, value);
        }

        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** A text of at most {@code maximum} UTF-16 units, or an opaque key. */
    record Text(TextCode code, TextCode orAbsent, int maximum, boolean key, @Nullable String constant)
            implements
                Value {
        static Text computed(TextCode code, int maximum) {
            return new Text(code, code, maximum, false, null);
        }

        static Text constant(String text) {
            TextCode code = (facts, lines) -> text;
            return new Text(code, code, text.length(), false, text);
        }

        @Override
        public String kind() {
            return key ? "a key" : "a text";
        }
    }

    /** One of declared words, or the tier held in a ladder, as its symbol. */
    record Word(LongCode orAbsent, Map<String, Integer> words, boolean tier) implements Value {
        @Override
        public String kind() {
            return tier ? "a tier" : "a declared word";
        }
    }

    /** A moment in epoch milliseconds, or an epoch day. */
    record Time(LongCode code, LongCode orAbsent, boolean day) implements Value {
        @Override
        public String kind() {
            return day ? "a day" : "a moment";
        }
    }

    /** The activity, a line or the member: something with fields. */
    record Record(Place place, Map<String, Field> fields) implements Value {
        @Override
        public String kind() {
            return place.what();
        }
    }

    /**
     * The lines of an activity that pass all filters.
     *
     * @param slot where the loop over them keeps its line
     * @param steps the most steps that the filters count for one line
     */
    record Lines(int slot, Map<String, Field> fields, List<BooleanCode> filters, long steps) implements Value {
        /** Those that pass one more filter, which counts {@code more} steps. */
        Lines and(BooleanCode filter, long more) {
            List<BooleanCode> all = new ArrayList<>(filters);
            all.add(filter);
            return new Lines(slot, fields, all, Lowering.plus(steps, more));
        }

        @Override
        public String kind() {
            return "lines";
        }
    }

    /**
     * What an expression gives for each of some lines; worked out where it is used.
     *
     * @param steps the most steps that the expression counts for one line
     */
    record Mapped(Lines lines, Value element, long steps) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A list that is written out. */
    record Items(List<Value> values) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * The plans that the member has, of which an expression can ask for one by name.
     *
     * @param plans the symbols of all that there are, by name
     */
    record Plans(Map<String, Integer> plans) implements Value {
        @Override
        public String kind() {
            return "the member's plans";
        }
    }

    /** A part with a problem that was already reported. */
    record Faulty() implements Value {
        @Override
        public String kind() {
            return "a mistake";
        }
    }

    Faulty FAULTY = new Faulty();
}
