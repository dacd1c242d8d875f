package org.guildhall.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged while it is open, stack traces included. */
final class LoggedLines extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");

    LoggedLines() {
        setFormatter(new SimpleFormatter());
        root.addHandler(this);
    }

    List<String> lines() {
        return lines;
    }

    /** Those of events of that name. */
    List<String> of(String event) {
        return lines.stream().filter(line -> line.startsWith(event + " ")).toList();
    }

    @Override
    public void publish(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(getFormatter().formatMessage(record));
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
