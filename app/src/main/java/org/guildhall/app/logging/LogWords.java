package org.guildhall.app.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Level;

/** What log lines have in common. */
final class LogWords {
    private LogWords() {}

    static String of(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }

    /** {@code error}, {@code warning}, {@code info}, {@code debug}. */
    static String word(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue() ? "error"
                : value >= Level.INFO.intValue() ? level.getName().toLowerCase(Locale.ROOT)
                        : "debug";
    }
}
