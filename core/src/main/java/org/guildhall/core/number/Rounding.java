package org.guildhall.core.number;

/** How a division or a cut of digits rounds; every one in a programme names its own. */
public enum Rounding {
    /** Towards zero. */
    DOWN("down"),
    /** Away from zero. */
    UP("up"),
    /** To the nearest; a half away from zero. */
    HALF_UP("half-up"),
    /** To the nearest; a half to the even neighbour. */
    HALF_EVEN("half-even");

    private final String word;

    Rounding(String word) {
        this.word = word;
    }

    /** As the programme language writes it. */
    public String word() {
        return word;
    }

    /** {@code dividend / divisor}, rounded; throws {@link ArithmeticException} for a divisor of zero or below. */
    public long divide(long dividend, long divisor) {
        if (divisor <= 0) {
            throw new ArithmeticException("expected a divisor above 0, but found " + divisor);
        }
        long quotient = dividend / divisor;
        long rest = Math.abs(dividend % divisor);
        if (rest == 0) {
            return quotient;
        }
        boolean away =
                switch (this) {
                    case DOWN -> false;
                    case UP -> true;
                    case HALF_UP -> rest >= divisor - rest;
                    case HALF_EVEN -> rest > divisor - rest || (rest == divisor - rest && (quotient & 1) == 1);
                };
        return away ? quotient + Long.signum(dividend) : quotient;
    }
}
