package org.guildhall.core.request;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Moments as people write them: {@code 2025-04-03 10:00} in the programme's zone, a day alone being its first moment; or as
 * machines do, with their offset (RFC 3339): {@code 2025-04-03T10:00:00Z}.
 */
public final class Moments {
    public static final long NEVER = Long.MAX_VALUE;

    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final String WORDS = "a time, such as 2025-04-03 10:00";
    private static final Pattern FORM = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{3})?)?)(?: ([+-][0-9]{2}:[0-9]{2}))?)?");
    private static final Pattern DAY = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ Tt].*)?");
    /** As nearly every machine writes it, which is read without the slow parser of every form. */
    private static final String PLAIN = "0000-00-00T00:00:00Z";
    private static final String PLAIN_MILLIS = "0000-00-00T00:00:00.000Z";
    private static final int MILLIS_OF_DAY = 86_400_000;
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private Moments() {}

    /** As people write it; with its offset where the clock shows the time twice. */
    public static String text(long moment, ZoneCalendar calendar) {
        if (moment == NEVER) {
            return "never";
        }
        Instant instant = Instant.ofEpochMilli(moment);
        LocalDateTime local = LocalDateTime.ofInstant(instant, calendar.zone());
        DateTimeFormatter form = local.getNano() != 0 ? MILLIS : local.getSecond() != 0 ? SECONDS : MINUTES;
        boolean twice = calendar.zone().getRules().getValidOffsets(local).size() > 1;
        return form.format(local) + (twice ? " " + calendar.zone().getRules().getOffset(instant) : "");
    }

    /**
     * As machines write it, in UTC: {@code 2025-04-03T10:00:00Z}, {@code .250} behind the seconds where there is a part of one. The
     * same as of {@link Instant#toString}, without the slow formatter of every form, for the years 0 to 9999.
     *
     * @param moment epoch milliseconds
     */
    public static String utc(long moment) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment, MILLIS_OF_DAY));
        if (day.getYear() < 0 || day.getYear() > 9999) {
            return Instant.ofEpochMilli(moment).toString();
        }
        int time = Math.floorMod(moment, MILLIS_OF_DAY);
        byte[] text = (time % 1000 == 0 ? PLAIN : PLAIN_MILLIS).getBytes(StandardCharsets.ISO_8859_1);
        write(text, 4, day.getYear());
        write(text, 7, day.getMonthValue());
        write(text, 10, day.getDayOfMonth());
        write(text, 13, time / 3_600_000);
        write(text, 16, time / 60_000 % 60);
        write(text, 19, time / 1000 % 60);
        if (time % 1000 != 0) {
            write(text, 23, time % 1000);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A number whose last digit stands before {@code end}. */
    private static void write(byte[] text, int end, int number) {
        int at = end;
        for (int rest = number; rest > 0; rest /= 10) {
            text[--at] = (byte) ('0' + rest % 10);
        }
    }

    /** The moment of a node, or null after a problem; of four digits for the year, as RFC 3339 has no other. */
    public static @Nullable Long read(Node node, ZoneCalendar calendar, Problems problems) {
        Long moment = any(node, calendar, problems);
        if (moment != null && (moment < FIRST || moment > LAST)) {
            problems.wrong(node, "a time of the years 1 to 9999", null);
            return null;
        }
        return moment;
    }

    /**
     * A day, such as {@code 2011-12-09}, or a day with a time to the minute in a zone, epoch milliseconds.
     *
     * @throws DateTimeException for what is neither, or is of no day of the calendar
     */
    public static long of(String text, ZoneId zone) {
        LocalDateTime local =
                text.length() > 10 ? LocalDateTime.parse(text, MINUTES) : LocalDate.parse(text).atStartOfDay();
        return local.atZone(zone).toInstant().toEpochMilli();
    }

    /** What is expected in place of a text that is no time: a day that exists, where it begins like one, else {@code usual}. */
    public static String expected(String text, String usual) {
        String noSuchDay = noSuchDay(text);
        return noSuchDay == null ? usual : noSuchDay;
    }

    /** What is expected of a text that begins like a date of the calendar and is none, such as 2026-02-30; null for any other. */
    private static @Nullable String noSuchDay(String text) {
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            return null;
        }
        try {
            LocalDate.parse(day.group(1));
            return null;
        } catch (DateTimeException none) {
            return "a day that exists: there is no " + day.group(1);
        }
    }

    private static @Nullable Long any(Node node, ZoneCalendar calendar, Problems problems) {
        Matcher matcher = FORM.matcher(node instanceof Node.Text text ? text.text() : "");
        if (!matcher.matches()) {
            Long instant = node instanceof Node.Text text ? instant(text.text()) : null;
            if (instant != null) {
                return instant;
            }
            String noSuchDay = node instanceof Node.Text text ? noSuchDay(text.text()) : null;
            String near =
                    node instanceof Node.Text text ? text.text().replace('T', ' ').replaceFirst(" ([0-9]:)", " 0$1")
                            : "";
            problems.wrong(node, noSuchDay == null ? WORDS : noSuchDay,
                    noSuchDay == null && FORM.matcher(near).matches() ? near : null);
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(matcher.group(1));
            if (matcher.group(2) == null) {
                return calendar.startOf(day);
            }
            LocalDateTime local = day.atTime(LocalTime.parse(matcher.group(2)));
            List<ZoneOffset> offsets = calendar.zone().getRules().getValidOffsets(local);
            if (matcher.group(3) != null) {
                return said(node, local, ZoneOffset.of(matcher.group(3)), offsets, problems);
            }
            if (offsets.size() == 1) {
                return local.toInstant(offsets.getFirst()).toEpochMilli();
            }
            problems.wrong(node, offsets.isEmpty()
                    ? "a time that exists: the clock is put forward past it"
                    : "a time with its offset: the clock shows it twice",
                    offsets.isEmpty() ? null : matcher.group() + " " + offsets.getFirst());
        } catch (DateTimeException none) {
            problems.wrong(node, expected(matcher.group(), "a time that exists"), null);
        }
        return null;
    }

    /** Null where it isn't one. */
    private static @Nullable Long instant(String text) {
        try {
            if (hasForm(text, PLAIN)) {
                return LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10),
                        number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
            }
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    /** @param form with 0 for any digit */
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char letter = text.charAt(i);
            if (form.charAt(i) == '0' ? letter < '0' || letter > '9' : letter != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static @Nullable Long said(
            Node node, LocalDateTime local, ZoneOffset offset, List<ZoneOffset> offsets, Problems problems) {
        if (offsets.contains(offset)) {
            return local.toInstant(offset).toEpochMilli();
        }
        problems.wrong(node, "an offset that the programme's zone has then: " + offsets, null);
        return null;
    }

    /** The same, where {@code never} is a moment too. */
    public static @Nullable Long orNever(Node node, ZoneCalendar calendar, Problems problems) {
        return node instanceof Node.Text text && text.text().equals("never")
                ? Long.valueOf(NEVER)
                : read(node, calendar, problems);
    }
}
