package org.guildhall.server.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happened, for logs that machines read: a name and fields, never a reference, a path, a token or what a member did.
 *
 * @param name kebab-case, as are the fields'
 */
public record LogEvent(String name, Map<String, Object> fields) {
    /** @param namesAndValues in turns */
    public static LogEvent of(String name, Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new LogEvent(name, fields);
    }

    public void log(System.Logger logger, System.Logger.Level level) {
        logger.log(level, "{0}", this);
    }

    /** As people read it: {@code slow-request method=GET …}. */
    @Override
    public String toString() {
        return fields.isEmpty() ? name
                : name + fields.entrySet()
                        .stream()
                        .map(field -> " " + field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining());
    }
}
