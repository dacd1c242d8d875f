package org.guildhall.server.api;

import org.guildhall.runtime.ProfileStore;

/**
 * How members are called from outside: {@code customer:17850}. A namespace of at most 32 of a to z, 0 to 9 and -, the first a letter; behind
 * the colon nothing that a path can't carry or that stands for bytes that are no text, and no blank at its ends.
 */
final class ReferenceForm {
    private static final int LONGEST_NAMESPACE = 32;
    private static final int NO_TEXT = 0xFFFD;

    private ReferenceForm() {}

    static boolean fits(String reference) {
        int colon = reference.indexOf(':');
        return reference.length() <= ProfileStore.MAX_REFERENCE
                && colon > 0
                && colon <= LONGEST_NAMESPACE
                && reference.charAt(0) >= 'a'
                && isNamespace(reference, colon)
                && isName(reference, colon + 1);
    }

    private static boolean isNamespace(String reference, int end) {
        for (int i = 0; i < end; i++) {
            char letter = reference.charAt(i);
            boolean fits = letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '-';
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String reference, int from) {
        int end = reference.length();
        if (from == end || reference.charAt(from) == ' ' || reference.charAt(end - 1) == ' ') {
            return false;
        }
        for (int i = from; i < end; i += Character.charCount(reference.codePointAt(i))) {
            int letter = reference.codePointAt(i);
            if (letter == '/' || letter == NO_TEXT || Character.isISOControl(letter)
                    || Character.getType(letter) == Character.SURROGATE) {
                return false;
            }
        }
        return true;
    }
}
