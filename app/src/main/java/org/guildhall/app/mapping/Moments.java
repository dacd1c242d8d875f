package org.guildhall.app.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * Reads moments written in one pattern, in one zone: where clocks skip an hour, a time in it is the same distance behind
 * the change; where they repeat one, its first pass. Patterns of figures only are read by hand. For one thread.
 */
final class Moments {
    private static final String FIGURES = "yMdHms";

    private final String pattern;
    private final ZoneId zone;
    private final boolean byHand;
    private final DateTimeFormatter formatter;
    private String lastText = "";
    private long lastMoment;

    /** @throws IllegalArgumentException for a pattern that is none */
    Moments(String pattern, ZoneId zone) {
        this.pattern = pattern;
        this.zone = zone;
        this.formatter = DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        this.byHand = pattern.contains("yyyy") && pattern.contains("M") && pattern.contains("d")
                && pattern.chars().allMatch(c -> FIGURES.indexOf(c) >= 0 || !Character.isLetter(c) && c != '\'');
    }

    /** Epoch milliseconds; a day without a time is its first moment. */
    long read(CharSequence text) throws BadValueException {
        if (lastText.contentEquals(text)) {
            return lastMoment;
        }
        LocalDateTime local = byHand ? byHand(text) : byFormatter(text);
        lastMoment = local.atZone(zone).toInstant().toEpochMilli();
        lastText = text.toString();
        return lastMoment;
    }

    /** Throws what a pattern without a full date throws. */
    void sample() {
        LocalDateTime written = LocalDateTime.of(2024, 11, 23, 14, 35, 46);
        String text = formatter.withZone(zone).format(written.atZone(zone));
        try {
            read(text);
        } catch (BadValueException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
        lastText = "";
    }

    private LocalDateTime byHand(CharSequence text) throws BadValueException {
        int year = 0;
        int month = 1;
        int day = 1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int at = 0;
        for (int i = 0; i < pattern.length();) {
            char letter = pattern.charAt(i);
            if (FIGURES.indexOf(letter) < 0) {
                if (at >= text.length() || text.charAt(at) != letter) {
                    throw wrong(text);
                }
                at++;
                i++;
                continue;
            }
            int width = 1;
            while (i + width < pattern.length() && pattern.charAt(i + width) == letter) {
                width++;
            }
            i += width;
            int longest = width == 1 ? 2 : width;
            int value = 0;
            int from = at;
            while (at < text.length() && at - from < longest && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at - from < width) {
                throw wrong(text);
            }
            switch (letter) {
                case 'y' -> year = value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> hour = value;
                case 'm' -> minute = value;
                default -> second = value;
            }
        }
        if (at != text.length()) {
            throw wrong(text);
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second);
        } catch (DateTimeException impossible) {
            throw wrong(text);
        }
    }

    private LocalDateTime byFormatter(CharSequence text) throws BadValueException {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null) {
                throw wrong(text);
            }
            return time == null ? date.atStartOfDay() : date.atTime(time);
        } catch (DateTimeException malformed) {
            throw wrong(text);
        }
    }

    private BadValueException wrong(CharSequence text) {
        return BadValueException.of(text, "a time written " + pattern);
    }
}
