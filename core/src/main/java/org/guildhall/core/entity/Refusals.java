package org.guildhall.core.entity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
}
