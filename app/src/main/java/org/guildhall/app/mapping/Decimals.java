package org.guildhall.app.mapping;

/** Reads exact numbers from text. */
final class Decimals {
    private Decimals() {}

    /**
     * The number in units of {@code 10^-digits}: an optional sign, digits, and at most {@code digits} digits that are not 0
     * behind the point.
     */
    static long read(CharSequence text, int digits, char point) throws BadValueException {
        int length = text.length();
        int at = 0;
        boolean negative = false;
        if (length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        long value = 0;
        int seen = 0;
        int behind = -1;
        for (; at < length; at++) {
            char c = text.charAt(at);
            int digit = c - '0';
            if (digit >= 0 && digit <= 9) {
                seen++;
                if (behind >= 0 && behind == digits) {
                    if (digit != 0) {
                        throw BadValueException.of(text, digits == 0 ? "a whole number"
                                : "a number with at most " + digits + " digits behind the point");
                    }
                    continue;
                }
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    throw BadValueException.of(text, "a smaller number");
                }
                value = value * 10 + digit;
                behind += behind >= 0 ? 1 : 0;
            } else if (c == point && behind < 0) {
                behind = 0;
            } else {
                throw BadValueException.of(text, "a number such as " + (digits == 0 ? "12" : "12" + point + "50"));
            }
        }
        if (seen == 0) {
            throw BadValueException.of(text, "a number such as " + (digits == 0 ? "12" : "12" + point + "50"));
        }
        for (int i = Math.max(behind, 0); i < digits; i++) {
            if (value > Long.MAX_VALUE / 10) {
                throw BadValueException.of(text, "a smaller number");
            }
            value *= 10;
        }
        return negative ? -value : value;
    }
}
