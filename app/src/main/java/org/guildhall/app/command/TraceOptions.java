package org.guildhall.app.command;

import java.net.URI;
import org.guildhall.core.member.Engine;
import org.guildhall.server.telemetry.Tracing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where {@code serve} sends traces. */
final class TraceOptions {
    @Option(names = "--otlp", paramLabel = "URL",
            description = "Send traces to this collector by OTLP over HTTP, such as http://127.0.0.1:4318.")
    @Nullable URI collector;

    @Option(names = "--otlp-share", paramLabel = "0..1",
            description = "The share of traces to send, of those that no caller began; all unless said.") double share =
                    1;

    void require(Output output) {
        if (collector != null
                && (collector.getHost() == null || !String.valueOf(collector.getScheme()).matches("https?"))) {
            throw output.usage("found --otlp " + collector + ", expected an address such as http://127.0.0.1:4318");
        }
        if (!(share >= 0 && share <= 1)) {
            throw output.usage("found --otlp-share " + share + ", expected 0 to 1");
        }
    }

    /** Null where no traces are asked for. */
    @Nullable
    Tracing tracing(Engine engine) {
        return collector == null ? null : new Tracing(collector, share, engine);
    }
}
