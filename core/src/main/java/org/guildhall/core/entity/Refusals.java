package org.guildhall.core.entity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How every family of refusals names its codes and facts. */
public final class Refusals {
    private Refusals() {}

    /** The code of a kind of refusal: its simple name in kebab-case. */
    public static String code(Class<?> refusal) {
        return refusal.getSimpleName()
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .replaceAll("A([A-Z])", "a-$1")
                .toLowerCase(Locale.ROOT);
    }

    /** Names and values in turn, in a stable order. */
    public static Map<String, Fact> facts(Object... namesAndValues) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put((String) namesAndValues[i], Fact.of(namesAndValues[i + 1]));
        }
        return facts;
    }

    /**
     * The facts of something that is out of range, in any family.
     *
     * @param above what it must be more or later than, null for nothing
     * @param most what it may be at most, either way; null for no end
     */
    public static Map<String, Fact> outOfRange(String what, Fact found, @Nullable Fact above, @Nullable Fact most) {
        Map<String, Fact> facts = facts("what", what, "found", found);
        if (above != null) {
            facts.put("above", above);
        }
        if (most != null) {
            facts.put("most", most);
        }
        return facts;
    }
}
