package org.guildhall.core.language;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A day or a time as a file says it, and where it stands.
 *
 * @param time null for the beginning of the day
 */
record Moment(LocalDate day, @Nullable LocalTime time, Node.Text text) {
    private static final String WORDS = "a day or a time, such as 2025-06-01 or 2025-06-01 10:00";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final Pattern FORM = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?: (" + TIME + "))?");

    static final Scalar<Moment> SHAPE =
            Scalar.of(WORDS, "^[0-9]{4}-[0-9]{2}-[0-9]{2}( " + TIME + ")?$", (text, reading) -> {
                Matcher matcher = FORM.matcher(text.text());
                if (!matcher.matches()) {
                    reading.problems().wrong(text, WORDS, near(text.text()));
                    return null;
                }
                LocalDate day = Words.DATE.parser()
                        .parse(new Node.Text(text.place(), matcher.group(1), text.source()), reading);
                String time = matcher.group(2);
                return day == null ? null : new Moment(day, time == null ? null : LocalTime.parse(time), text);
            });

    /** Minutes of a day, from 0:00. */
    static final Scalar<Integer> TIME_OF_DAY = minutes("a time of day, such as 10:00", TIME);

    /** The same, where the end of the day is one too. */
    static final Scalar<Integer> END_IN_DAY = minutes("a time of day, such as 14:00, or 24:00", TIME + "|24:00");

    private static Scalar<Integer> minutes(String words, String pattern) {
        Pattern form = Pattern.compile(pattern);
        return Scalar.of(words, "^(" + pattern + ")$", (text, reading) -> {
            if (form.matcher(text.text()).matches()) {
                return Integer.parseInt(text.text(), 0, 2, 10) * 60 + Integer.parseInt(text.text(), 3, 5, 10);
            }
            String near = text.text().length() <= 2 ? text.text() + ":00" : text.text().replace('.', ':');
            near = near.length() == 4 ? "0" + near : near;
            reading.problems().wrong(text, words, form.matcher(near).matches() ? near : null);
            return null;
        });
    }

    private static @Nullable String near(String text) {
        String near = text.strip()
                .replace('T', ' ')
                .replace('/', '-')
                .replaceFirst(" ([0-9]:)", " 0$1")
                .replaceFirst("(:[0-9]{2}):[0-9]{2}$", "$1");
        return FORM.matcher(near).matches() ? near : null;
    }

    /** Epoch milliseconds; the nearest there is after a problem. */
    long in(ZoneCalendar calendar, Problems problems) {
        if (time == null) {
            return calendar.startOf(day);
        }
        List<ZoneOffset> offsets = calendar.zone().getRules().getValidOffsets(day.atTime(time));
        if (offsets.size() != 1) {
            problems.wrong(text, offsets.isEmpty()
                    ? "a time that exists: the clock is put forward past it"
                    : "a time that the clock shows once: it is put back over it", null);
        }
        return day.atTime(time).atZone(calendar.zone()).toInstant().toEpochMilli();
    }
}
