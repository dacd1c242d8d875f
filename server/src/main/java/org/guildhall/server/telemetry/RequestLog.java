package org.guildhall.server.telemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guildhall.server.http.Observer;
import org.guildhall.server.log.LogEvent;

/**
 * Logs requests that took long and, where asked, every one; never what they said.
 *
 * @param access what is logged of every request
 * @param slow from where on a request is slow; answers that are streamed never are
 */
public record RequestLog(Access access, Duration slow) implements Observer {
    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());

    /** What is logged of every request. */
    public enum Access {
        NONE,
        /** Method, route, status, time, bytes, the key's id. */
        PLAIN,
        /** The caller's address, too. */
        ADDRESS
    }

    /** Nothing but requests of more than a second. */
    public static final RequestLog SLOW_ONLY = new RequestLog(Access.NONE, Duration.ofSeconds(1));

    @Override
    public Observation begin(Arrival arrival) {
        long began = System.nanoTime();
        return answered -> {
            long nanos = System.nanoTime() - began;
            if (!answered.streamed() && nanos >= slow.toNanos()) {
                event("slow-request", arrival, answered, nanos).log(LOG, System.Logger.Level.WARNING);
            }
            if (access != Access.NONE) {
                event("request", arrival, answered, nanos).log(LOG, System.Logger.Level.INFO);
            }
        };
    }

    private LogEvent event(String name, Arrival arrival, Answered answered, long nanos) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", arrival.method());
        fields.put("route", arrival.route());
        fields.put("status", answered.status());
        fields.put("milliseconds", TimeUnit.NANOSECONDS.toMillis(nanos));
        fields.put("bytes", answered.bytes());
        if (answered.caller() != null) {
            fields.put("key", answered.caller().id());
        }
        if (access == Access.ADDRESS) {
            fields.put("address", arrival.address().get());
        }
        return new LogEvent(name, fields);
    }
}
