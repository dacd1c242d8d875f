package org.guildhall.app.logging;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.guildhall.server.log.LogEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object a line: {@code time}, {@code level}; then {@code event} and its fields, or {@code message} and {@code logger};
 * {@code fault} has a stack trace.
 */
final class JsonLines extends Formatter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String format(LogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", record.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", LogWords.word(record.getLevel()));
        Object[] parameters = record.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent event) {
            line.put("event", event.name());
            line.putAll(event.fields());
        } else {
            line.put("message", formatMessage(record));
            line.put("logger", String.valueOf(record.getLoggerName()));
        }
        if (record.getThrown() != null) {
            line.put("fault", LogWords.of(record.getThrown()));
        }
        return JSON.writeValueAsString(line) + "\n";
    }
}
