package org.guildhall.core.terms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.activity.KnownField;
import org.jspecify.annotations.Nullable;

/**
 * The permanent numbers of a programme's names. Numbers are given in the order of appearance, carried from one terms to
 * the next and never given to another name. Kinds, currencies, rules, ladders, tiers, plans, benefits, fields, words and limits
 * share one sequence; a name is told apart by its space: {@code kind:order}, {@code tier:membership/gold}.
 */
public final class Symbols {
    private final Map<String, Integer> numbers;
    private final Map<Integer, String> names;

    private Symbols(Map<String, Integer> numbers) {
        this.numbers = Collections.unmodifiableMap(numbers);
        Map<Integer, String> back = new LinkedHashMap<>();
        numbers.forEach((name, number) -> back.put(number, name));
        this.names = Collections.unmodifiableMap(back);
    }

    /** The symbols that every programme begins with: the fields the engine knows. */
    public static Symbols initial() {
        Map<String, Integer> known = new LinkedHashMap<>();
        for (KnownField field : KnownField.values()) {
            known.put("field:" + field.word(), field.symbol());
        }
        return new Symbols(known);
    }

    public @Nullable Integer find(String space, String name) {
        return numbers.get(space + ":" + name);
    }

    /** The name behind a number, without its space; a number never given is shown as {@code #17}. */
    public String name(int number) {
        String full = names.get(number);
        return full == null ? "#" + number : full.substring(full.indexOf(':') + 1);
    }

    /** The space of the name behind a number; null for a number never given. */
    public @Nullable String space(int number) {
        String full = names.get(number);
        return full == null ? null : full.substring(0, full.indexOf(':'));
    }

    /** All names with their spaces, in the order of their numbers. */
    public Map<String, Integer> all() {
        return numbers;
    }

    /** Adds names while terms are read. */
    public static final class Builder {
        private final Map<String, Integer> numbers;
        private int next = KnownField.FIRST_OWN;

        public Builder(Symbols previous) {
            numbers = new LinkedHashMap<>(previous.numbers);
            for (int number : numbers.values()) {
                next = Math.max(next, number + 1);
            }
        }

        public int number(String space, String name) {
            return numbers.computeIfAbsent(space + ":" + name, key -> next++);
        }

        public Symbols build() {
            return new Symbols(new LinkedHashMap<>(numbers));
        }
    }
}
