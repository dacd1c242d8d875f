package org.guildhall.core.terms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How codes are written and compared. A code that is made has {@value #SYMBOLS} symbols of Crockford's base 32, which has no I, L, O and U;
 * the last of them checks the others.
 *
 * <p>The check is one symbol of a Reed-Solomon code: read as coefficients of a polynomial over GF(32), with x⁵+x²+1, the symbols are 0 at
 * its generator. So one wrong symbol is always found, and so are any two that changed places.
 */
public final class CodeText {
    /** How many symbols a code has that is made. */
    public static final int SYMBOLS = 16;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int FIELD = 0b100101;
    private static final int GROUP = 4;

    private CodeText() {}

    /** Without what does not count when codes are compared: case, hyphens and blanks. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(letter -> letter != '-' && !Character.isWhitespace(letter))
                .forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT);
    }

    /** Whether a text looks like a code that is made, but can be none: something in it was typed wrong. */
    public static boolean mistyped(String text) {
        String plain = plain(text);
        return plain.length() == SYMBOLS && plain.matches("[0-9A-Z]*") && symbols(plain) == null;
    }

    /** The symbols of a code that is made, its check taken off; null for a text that can be none. */
    static byte @Nullable [] symbols(String text) {
        String plain = plain(text).replace('I', '1').replace('L', '1').replace('O', '0');
        if (plain.length() != SYMBOLS) {
            return null;
        }
        byte[] symbols = new byte[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            symbols[i] = (byte) ALPHABET.indexOf(plain.charAt(i));
            if (symbols[i] < 0) {
                return null;
            }
        }
        return atGenerator(symbols, SYMBOLS) == 0 ? symbols : null;
    }

    /** @param symbols the last of which is not set yet */
    static String written(byte[] symbols) {
        symbols[SYMBOLS - 1] = (byte) times(atGenerator(symbols, SYMBOLS - 1));
        StringBuilder text = new StringBuilder(SYMBOLS + SYMBOLS / GROUP);
        for (int i = 0; i < SYMBOLS; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(ALPHABET.charAt(symbols[i]));
        }
        return text.toString();
    }

    private static int atGenerator(byte[] symbols, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = times(value) ^ symbols[i];
        }
        return value;
    }

    /** Times the generator of the field. */
    private static int times(int value) {
        int shifted = value << 1;
        return shifted >>> BITS == 0 ? shifted : shifted ^ FIELD;
    }
}
