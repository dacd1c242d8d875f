package org.guildhall.server.shown;

import java.util.regex.Pattern;

/**
 * Puts texts together with a space where Chinese characters meet Latin letters or figures, as Chinese is set; dates in Chinese stand
 * without one.
 */
public final class Spacing {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}年");

    private Spacing() {}

    /** A piece after what there is so far. */
    public static void append(StringBuilder text, String piece) {
        if (!text.isEmpty() && !piece.isEmpty()) {
            int before = text.codePointBefore(text.length());
            int after = piece.codePointAt(0);
            if (isHan(before) && isLatin(after) && !DATE.matcher(piece).lookingAt()
                    || (isLatin(before) || before == '%') && isHan(after)) {
                text.append(' ');
            }
        }
        text.append(piece);
    }

    private static boolean isHan(int character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }

    private static boolean isLatin(int character) {
        return character >= '0' && character <= '9'
                || Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN;
    }
}
