package org.guildhall.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.guildhall.core.request.Moments;
import org.guildhall.server.shown.Statement;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments on the command line and in what is shown: {@code 2011-12-09}, {@code 2011-12-09 12:50}, or an instant. */
final class Moment {
    private static final int TO_THE_MINUTE = "2011-12-09 12:50".length();

    private final String text;

    private Moment(String text) {
        this.text = text;
    }

    /** Epoch milliseconds; what has no zone of its own is in {@code zone}. */
    long in(ZoneId zone) {
        if (text.endsWith("Z")) {
            return Instant.parse(text).toEpochMilli();
        }
        String spaced = text.replace('T', ' ');
        return Moments.of(spaced.length() > TO_THE_MINUTE ? spaced.substring(0, TO_THE_MINUTE) : spaced, zone);
    }

    /** As a day and a time in {@code zone}; {@code never} for the end of time. */
    static String words(long moment, ZoneId zone) {
        return Statement.moment(moment, zone);
    }

    /** Finds a malformed one while the command line is read. */
    static final class Converter implements ITypeConverter<Moment> {
        @Override
        public Moment convert(String value) {
            Moment moment = new Moment(value);
            try {
                moment.in(ZoneId.of("UTC"));
            } catch (DateTimeException wrong) {
                throw new TypeConversionException("found \"" + value + "\", expected " + Moments.expected(value,
                        "a time such as 2011-12-09 or \"2011-12-09 12:50\" or 2011-12-09T12:50:00Z"));
            }
            return moment;
        }
    }
}
