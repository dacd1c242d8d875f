package org.guildhall.core.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Quick code for {@code x in [...]} where everything in the brackets is written out. */
final class Membership {
    private Membership() {}

    /** The code, null where something in the list is not constant or not right; that takes the long way. */
    static @Nullable BooleanCode constants(Value left, List<Value> values) {
        return switch (left) {
            case Value.Word word -> {
                Set<Long> symbols = new TreeSet<>();
                for (Value value : values) {
                    Integer symbol =
                            value instanceof Value.Text text && text.constant() != null
                                    ? word.words().get(text.constant())
                                    : null;
                    if (symbol == null) {
                        yield null;
                    }
                    symbols.add((long) symbol);
                }
                yield longs(word.orAbsent(), symbols);
            }
            case Value.Text text -> {
                List<String> texts = values.stream()
                        .flatMap(value -> value instanceof Value.Text one ? Stream.ofNullable(one.constant())
                                : Stream.empty())
                        .toList();
                yield texts.size() == values.size() ? texts(text.orAbsent(), texts) : null;
            }
            case Value.Number number -> {
                Set<Long> unscaled = new TreeSet<>();
                for (Value value : values) {
                    if (!(value instanceof Value.Number one)
                            || one.constant() == null
                            || one.scale() > number.scale()
                            || !Exact.fits(one.constant(), Exact.power(number.scale() - one.scale()))) {
                        yield null;
                    }
                    unscaled.add(one.constant() * Exact.power(number.scale() - one.scale()));
                }
                yield longs(number.orAbsent(), unscaled);
            }
            default -> null;
        };
    }

    private static BooleanCode longs(LongCode code, Set<Long> wanted) {
        long[] all = wanted.stream().mapToLong(Long::longValue).toArray();
        if (all.length == 1) {
            long only = all[0];
            return (facts, lines) -> code.run(facts, lines) == only;
        }
        if (all.length == 2) {
            long one = all[0];
            long other = all[1];
            return (facts, lines) -> {
                long value = code.run(facts, lines);
                return value == one || value == other;
            };
        }
        return (facts, lines) -> {
            long value = code.run(facts, lines);
            for (long one : all) {
                if (one == value) {
                    return true;
                }
            }
            return false;
        };
    }

    private static BooleanCode texts(TextCode code, List<String> wanted) {
        Set<String> all = wanted.stream().collect(Collectors.toUnmodifiableSet());
        return (facts, lines) -> {
            String value = code.run(facts, lines);
            return value != null && all.contains(value);
        };
    }

    static BooleanCode any(List<BooleanCode> codes) {
        BooleanCode[] all = codes.toArray(BooleanCode[]::new);
        return (facts, lines) -> {
            for (BooleanCode code : all) {
                if (code.run(facts, lines)) {
                    return true;
                }
            }
            return false;
        };
    }
}
