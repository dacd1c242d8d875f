package org.guildhall.app.command;

import org.guildhall.app.logging.LogFormat;
import org.guildhall.server.telemetry.RequestLog;
import picocli.CommandLine.Option;

/** What {@code serve} says of itself on standard error. */
final class LogOptions {
    @Option(names = "--log", paramLabel = "text|json",
            description = "For people, or a JSON object a line; text unless said.") LogFormat format = LogFormat.TEXT;

    @Option(names = "--access-log", arity = "0..1", paramLabel = "plain|address", fallbackValue = "plain",
            description = "Log every request: method, route, status, time, bytes, the key's id; the caller's address"
                    + " only with =address. Never a path, a member, a token.") RequestLog.Access access =
                            RequestLog.Access.NONE;

    RequestLog requests() {
        return new RequestLog(access, RequestLog.SLOW_ONLY.slow());
    }
}
