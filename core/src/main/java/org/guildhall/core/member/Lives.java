package org.guildhall.core.member;

import java.time.LocalDate;
import java.time.MonthDay;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.PointCurrency.Expiry;
import org.guildhall.core.terms.PointCurrency.Vesting;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** When a lot's points become available and when they expire. */
final class Lives {
    private Lives() {}

    static long vestsAt(PointCurrency currency, ZoneCalendar calendar, long at, long now) {
        return switch (currency.vests()) {
            case Vesting.AtOnce vesting -> Lot.AVAILABLE;
            case Vesting.After vesting -> {
                long moment = calendar.plus(at, vesting.period());
                yield moment <= now ? Lot.AVAILABLE : moment;
            }
            case Vesting.On vesting -> calendar.plus(at, vesting.within());
        };
    }

    /** The same for points that no activity earned: there is nothing that could be fulfilled. */
    static long vestsAt(PointCurrency currency, ZoneCalendar calendar, long now) {
        return currency.vests() instanceof Vesting.On ? Lot.AVAILABLE : vestsAt(currency, calendar, now, now);
    }

    /** What a lot waits for that was earned by an activity, by the terms of that; null for nothing but time. */
    static Vesting.@Nullable On waitsFor(Catalogue catalogue, int number, long earnedAt) {
        Terms terms = catalogue.at(earnedAt);
        PointCurrency currency = terms == null ? null : terms.currency(number);
        return currency != null && currency.vests() instanceof Vesting.On on ? on : null;
    }

    static long expiresAt(PointCurrency currency, ZoneCalendar calendar, long at) {
        return switch (currency.expires()) {
            case Expiry.Never expiry -> Lot.NEVER;
            case Expiry.Inactivity expiry -> Lot.TOGETHER;
            case Expiry.WithTermOf expiry -> Lot.TOGETHER;
            case Expiry.After expiry -> {
                long moment = calendar.plus(at, expiry.period());
                yield expiry.roundedUpTo() == null ? moment : calendar.endOf(moment, expiry.roundedUpTo());
            }
            case Expiry.OnDates expiry -> {
                long earliest = expiry.afterAtLeast() == null ? at : calendar.plus(at, expiry.afterAtLeast());
                yield calendar.startOf(firstFrom(expiry, calendar.date(earliest)).plusDays(1));
            }
        };
    }

    private static LocalDate firstFrom(Expiry.OnDates expiry, LocalDate day) {
        LocalDate first = null;
        for (MonthDay date : expiry.days()) {
            LocalDate next = date.atYear(day.getYear());
            if (next.isBefore(day)) {
                next = date.atYear(day.getYear() + 1);
            }
            if (first == null || next.isBefore(first)) {
                first = next;
            }
        }
        if (first == null) {
            throw new IllegalArgumentException("expected at least one date on which points expire");
        }
        return first;
    }
}
