package org.guildhall.core.time;

/** A length of time as people say it: {@code 12 months}, {@code 90 days}; at least 1 of its unit. */
public record Period(int amount, PeriodUnit unit) {
    public Period {
        if (amount < 1) {
            throw new IllegalArgumentException("expected a period of at least 1, but found " + amount);
        }
    }

    @Override
    public String toString() {
        String many = unit.word();
        return amount + " " + (amount == 1 ? many.substring(0, many.length() - 1) : many);
    }
}
