package org.guildhall.core.expression;

import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;

/** The stretch of days that a total looks at; the programme's calendar decides where days begin. */
public sealed interface Window {
    /** The last {@code period} up to and with the present day: {@code "30 days"}. */
    record Rolling(Period period) implements Window {}

    /** The present unit of the calendar: {@code "calendar month"}. */
    record Calendar(CalendarUnit unit) implements Window {}

    /** Everything: {@code "lifetime"}. */
    record Lifetime() implements Window {}
}
