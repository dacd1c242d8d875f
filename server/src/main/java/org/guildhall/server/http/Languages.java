package org.guildhall.server.http;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The languages in which people are answered: Chinese and English. */
public final class Languages {
    private static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.CHINESE);
    private static final ResourceBundle.Control NOT_THE_MACHINES =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Languages() {}

    /** What a browser or program would rather read; English where it says nothing that we have. */
    public static Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), ALL);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    /** A text of a bundle. */
    public static String text(String bundle, String key, Locale language) {
        return ResourceBundle.getBundle(bundle, language, NOT_THE_MACHINES).getString(key);
    }
}
