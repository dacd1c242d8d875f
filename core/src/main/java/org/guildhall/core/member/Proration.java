package org.guildhall.core.member;

import org.guildhall.core.number.Decimals;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.time.ZoneCalendar;

/** What of a term's price falls on the part of it that is left. */
record Proration(ZoneCalendar calendar, Plan.Proration by) {

    /**
     * The share of a price, in minor units, that falls on the part of a term from a moment on. By days, the day itself counts
     * as left: 27 of 31 from the 5th on.
     */
    long part(long price, long start, long end, long from) {
        return switch (by) {
            case NONE -> price;
            case BY_DAY -> share(price, calendar.dayOf(end) - calendar.dayOf(from),
                    calendar.dayOf(end) - calendar.dayOf(start));
            case BY_SECOND -> share(price, (end - from) / 1000, (end - start) / 1000);
        };
    }

    /** What is given back of a price for the part that is left; nothing where parts aren't priced. */
    long credit(long price, long start, long end, long from) {
        return by == Plan.Proration.NONE ? 0 : part(price, start, end, from);
    }

    private static long share(long price, long left, long whole) {
        return whole <= 0 ? 0 : Decimals.share(price, Math.clamp(left, 0, whole), whole, Rounding.HALF_UP);
    }
}
