package org.guildhall.app.logging;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line for people: moment, level, message; a stack trace below. */
final class TextLines extends Formatter {
    @Override
    public String format(LogRecord record) {
        Throwable fault = record.getThrown();
        return record.getInstant().truncatedTo(ChronoUnit.MILLIS) + " " + LogWords.word(record.getLevel()) + " "
                + formatMessage(record) + "\n" + (fault == null ? "" : LogWords.of(fault) + "\n");
    }
}
