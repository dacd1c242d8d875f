package org.guildhall.server.shown;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.server.http.Languages;
import org.jspecify.annotations.Nullable;

/**
 * Phrases of one language, with places for facts: {@code {name}} is a fact, and what stands in brackets is left out where one of
 * its facts is missing.
 */
final class Phrases {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^]]*)]");

    private static final Map<String, Phrases> READ = new ConcurrentHashMap<>();

    private final ResourceBundle bundle;

    /**
     * Those of a bundle, read once for each language.
     *
     * @param bundle beside this class
     */
    static Phrases in(String bundle, Locale language) {
        return READ.computeIfAbsent(bundle + " " + language.toLanguageTag(), any -> new Phrases(bundle, language));
    }

    private Phrases(String bundle, Locale language) {
        this.bundle = Languages.bundle(Phrases.class.getPackageName() + "." + bundle, language);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** A phrase without places. */
    String of(String key) {
        return bundle.getString(key);
    }

    /** @param facts by name, null for one that is missing */
    String of(String key, Function<String, @Nullable String> facts) {
        String phrase = OPTIONAL.matcher(bundle.getString(key)).replaceAll(part -> {
            boolean whole =
                    PLACE.matcher(part.group(1)).results().allMatch(place -> facts.apply(place.group(1)) != null);
            return whole ? Matcher.quoteReplacement(part.group(1)) : "";
        });
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(phrase);
        int end = 0;
        for (; place.find(); end = place.end()) {
            String fact = facts.apply(place.group(1));
            Spacing.append(text, phrase.substring(end, place.start()));
            Spacing.append(text, fact == null ? "–" : fact);
        }
        Spacing.append(text, phrase.substring(end));
        return text.toString();
    }
}
