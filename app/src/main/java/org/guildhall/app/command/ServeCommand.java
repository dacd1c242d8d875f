package org.guildhall.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall serve}: a data directory over HTTP, until the process is told to end. */
@Command(name = "serve", description = {"Serves a data directory over HTTP, until it is interrupted.",
    "The first start prints the administrator's key, once; other commands on the same directory go on working."},
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "H", defaultValue = "127.0.0.1",
            description = "The address to listen at; 127.0.0.1, this machine alone, unless said.") String host =
                    "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080",
            description = "8080 unless said; 0 for any that is free.") int port = Serving.USUAL_PORT;

    @Mixin DataOption data = new DataOption();

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws InterruptedException {
        Serving.requirePort(port, output);
        Path directory = data.data;
        Guild.requireData(directory);
        Caller.requireNone("serve", directory);
        new Serving(directory, host, port, baselines).untilTold(Serving::firstKey,
                (url, token) -> tell(directory, url, token));
        return ExitCode.FINE;
    }

    private void tell(Path directory, String url, @Nullable String token) {
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", directory.toString());
            json.put("url", url);
            json.put("key", token);
            output.json(json);
            return;
        }
        output.line("serving " + directory + " at " + url);
        if (token != null) {
            output.line("the administrator's key, shown this once: " + token);
        }
    }
}
