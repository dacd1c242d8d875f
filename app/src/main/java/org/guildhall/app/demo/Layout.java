package org.guildhall.app.demo;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.terms.Texts;

/** Words and columns for a terminal, in the language of whoever looks. */
final class Layout {
    private final boolean chinese;

    Layout(boolean chinese) {
        this.chinese = chinese;
    }

    /** Whether the environment asks for Chinese: the first that is set of LC_ALL, LC_MESSAGES and LANG decides. */
    static boolean chinese(Map<String, String> environment) {
        for (String name : new String[]{"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toLowerCase(Locale.ROOT).startsWith("zh");
            }
        }
        return false;
    }

    String say(String zh, String en) {
        return chinese ? zh : en;
    }

    String name(Texts texts) {
        return say(texts.zh(), texts.en());
    }

    static String number(long amount) {
        return number(amount, 0);
    }

    static String number(long amount, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(amount, digits));
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** Columns on a terminal: Chinese characters and full-width punctuation take two. */
    static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
