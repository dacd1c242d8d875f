package org.guildhall.server.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.guildhall.server.access.Caller;
import org.jspecify.annotations.Nullable;

/** Is told of every request, by the thread that serves it. It must be short and must not throw. */
public interface Observer {
    Observation begin(Arrival arrival);

    /** One request under way. */
    interface Observation {
        void end(Answered answered);
    }

    /**
     * What is known of a request before anybody looks at it; nothing of the path itself, which names members.
     *
     * @param method one that HTTP knows, or {@code other}
     * @param route the path with names in braces; {@code other} where none fits
     * @param programme as the path says it, whether there is such a programme or not; null where it says none
     * @param header the first of a header's values
     * @param address the caller's
     */
    record Arrival(
            String method,
            String route,
            @Nullable String programme,
            Function<String, Optional<String>> header,
            Supplier<String> address) {}

    /**
     * What came of it.
     *
     * @param status {@link #GONE} where the caller went away before there was an answer
     * @param bytes that were sent, head and body
     * @param streamed whether the answer was sent as it came to be, for as long as the caller wished
     * @param caller null where no key or token was found good
     */
    record Answered(int status, long bytes, boolean streamed, @Nullable Caller caller) {
        public static final int GONE = 499;
    }
}
