package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.runtime.Clock;
import org.guildhall.server.api.SandboxClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall serve}: a data directory over HTTP, until the process is told to end. */
@Command(name = "serve", sortOptions = false, description = {
    "Serves a data directory over HTTP, until it is interrupted.",
    "The first start prints the administrator's key, once. Other commands on the same directory go on working, but import,"
            + " which is refused: import first, then serve."},
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private static final String PROFILE_KEY = "GUILDHALL_PROFILE_KEY";

    @Option(names = "--data", paramLabel = "DIR",
            description = "The data directory; of a sandbox a fresh temporary one unless said.")
    @Nullable Path data;

    @Option(names = "--sandbox",
            description = {"A directory to try things in: its clock stands until PUT /v1/clock moves it on.",
                "Makes the directory where there is none; one that was served without can't be one, nor the other way."}) boolean sandbox;

    @Option(names = "--at", paramLabel = "MOMENT",
            description = "Of a new sandbox: where its clock begins, such as 2024-01-01 or \"2024-01-01 10:00\", in UTC, or"
                    + " 2024-01-01T10:00:00+08:00; the present moment unless said.")
    @Nullable String at;

    @Option(names = "--profile-key", paramLabel = "FILE",
            description = "The key with which contacts are encrypted, made if nothing was encrypted yet; DIR/profiles.key"
                    + " unless this, or " + PROFILE_KEY + " in the environment, says another.")
    @Nullable Path profileKey;

    @Mixin BaselineOption baselines = new BaselineOption();

    @ArgGroup(validate = false, order = 1, heading = "%nWhere it listens:%n") ListeningOptions listening =
            new ListeningOptions();

    @ArgGroup(exclusive = false, order = 2, heading = "%nOver TLS 1.2 or 1.3, with both:%n")
    @Nullable TlsOptions tls;

    @ArgGroup(validate = false, order = 3, heading = "%nWhat it logs, on standard error:%n") LogOptions logs =
            new LogOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nPayments for plans:%n") PaymentOptions payments =
            new PaymentOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nOpenTelemetry:%n") TraceOptions traces = new TraceOptions();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException, IOException {
        listening.require(output);
        traces.require(output);
        payments.require(sandbox, output);
        if (data == null && !sandbox) {
            throw output.usage("found neither --data nor --sandbox, expected the directory to serve, as --data DIR");
        }
        Long begins = begins();
        Path directory = data == null ? Files.createTempDirectory("guildhall-sandbox-") : data;
        Caller.requireNone("serve", directory);
        if (sandbox) {
            Guild.requireSandbox(directory, begins);
        } else {
            Guild.requireNoSandbox(directory);
        }
        new Serving(directory, data == null, keyOfContacts(), baselines, listening, tls, logs, traces,
                payments).untilTold(
                        Serving.Keys::first, (url, token, clock) -> tell(directory, url, token, clock));
        return ExitCode.FINE;
    }

    /** Where the clock of a new sandbox begins, epoch milliseconds; null where that is not said. */
    private @Nullable Long begins() {
        if (at == null) {
            return null;
        }
        if (!sandbox) {
            throw output
                    .usage("found --at without --sandbox, expected a sandbox, whose clock can begin at another moment");
        }
        Problems problems = new Problems("--at");
        Long begins = SandboxClock.read(new Node.Text(Place.START, at, offset -> Place.START), problems);
        if (begins == null) {
            Problem wrong = problems.all().getFirst();
            throw output.usage("found --at " + wrong.found() + ", expected " + wrong.expected()
                    + (wrong.suggestion() == null ? "" : ", did you mean " + wrong.suggestion()));
        }
        return begins;
    }

    private @Nullable Path keyOfContacts() {
        String said = System.getenv(PROFILE_KEY);
        return profileKey != null || said == null ? profileKey : Path.of(said);
    }

    private void tell(Path directory, String url, @Nullable String token, Clock clock) {
        String now = sandbox ? Instant.ofEpochMilli(clock.millis()).toString() : null;
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", directory.toString());
            json.put("url", url);
            json.put("key", token);
            if (now != null) {
                json.put("clock", now);
            }
            output.json(json);
            return;
        }
        output.line("serving " + directory + " at " + url);
        if (token != null) {
            output.line("the administrator's key, shown this once: " + token);
        }
        if (now != null) {
            output.line("a sandbox: its clock stands at " + now + " until PUT /v1/clock moves it on");
        }
    }
}
