package org.guildhall.core.expression;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** Reads windows as an expression writes them. */
final class Windows {
    static final String EXPECTED =
            "a window such as \"30 days\", \"12 months\", \"calendar month\" or \"lifetime\"";

    private static final List<PeriodUnit> UNITS =
            List.of(PeriodUnit.DAYS, PeriodUnit.WEEKS, PeriodUnit.MONTHS, PeriodUnit.YEARS);

    private Windows() {}

    /** The window, null where the text is none. */
    static @Nullable Window read(String text) {
        if (text.equals("lifetime")) {
            return new Window.Lifetime();
        }
        for (CalendarUnit unit : CalendarUnit.values()) {
            if (text.equals("calendar " + unit.word())) {
                return new Window.Calendar(unit);
            }
        }
        String[] words = text.split(" ", -1);
        if (words.length != 2 || !words[0].matches("[1-9][0-9]{0,4}")) {
            return null;
        }
        for (PeriodUnit unit : UNITS) {
            if (words[1].equals(unit.word()) || words[0].equals("1") && unit.word().equals(words[1] + "s")) {
                return new Window.Rolling(new Period(Integer.parseInt(words[0]), unit));
            }
        }
        return null;
    }

    /** How many days the window can reach back; 0 for one that needs no daily totals. */
    static int days(Window window) {
        return switch (window) {
            case Window.Rolling(Period period) -> Periods.mostDays(period);
            case Window.Calendar(CalendarUnit unit) -> Periods.mostDays(unit);
            case Window.Lifetime lifetime -> 0;
        };
    }

    /** The window that was probably meant. */
    static @Nullable String nearest(String text) {
        List<String> known = new ArrayList<>(List.of("lifetime"));
        for (CalendarUnit unit : CalendarUnit.values()) {
            known.add("calendar " + unit.word());
            if (text.equals(unit.word())) {
                return "calendar " + text;
            }
        }
        String amount = text.replaceAll("[^0-9].*", "");
        for (PeriodUnit unit : UNITS) {
            known.add(amount + " " + unit.word());
        }
        return Nearest.to(text, known);
    }
}
