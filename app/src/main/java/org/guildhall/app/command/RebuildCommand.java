package org.guildhall.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.rocksdb.Directory;
import org.guildhall.rocksdb.DirectoryHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall rebuild}: throws snapshots away and makes them anew. */
@Command(name = "rebuild", description = {
    "Throws the snapshots away and makes them anew from a baseline and the journals after it.",
    "The old ones stay until the new ones are whole; the digest is the same afterwards. Nobody may serve the directory"
            + " meanwhile."},
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {
    /** Instead of a baseline's name. */
    static final String START = "start";

    @Option(names = "--from", paramLabel = "BASELINE|start",
            description = "A baseline, or the start of the journals; the latest baseline unless said, or the start where"
                    + " there is none.")
    @Nullable String from;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        Caller.requireNone("rebuild", data.data);
        Guild.requireData(data.data);
        String baseline = baseline(KnownBaselines.of(data.data));
        long began = System.nanoTime();
        try {
            Directory.rebuild(data.data, Guild.newEngine(), baseline);
        } catch (IllegalArgumentException gone) { // since it was looked up, before the directory was locked
            throw CommandFailure.unavailable(String.valueOf(gone.getMessage()));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (output.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("from", baseline == null ? START : baseline);
            json.put("seconds", seconds);
            output.json(json);
        } else {
            output.line(String.format(Locale.ROOT, "snapshots rebuilt from %s and the journals in %.1f s",
                    baseline == null ? "nothing" : "baseline " + baseline, seconds));
        }
        return ExitCode.FINE;
    }

    /** Null for the start of the journals. */
    private @Nullable String baseline(KnownBaselines known) {
        if (from != null && !from.equals(START)) {
            return known.named(from);
        }
        if (from == null && !known.names().isEmpty()) {
            return known.named(null);
        }
        if (!DirectoryHeader.read(data.data).orElseThrow().trimmed().isEmpty()) {
            throw CommandFailure.unavailable("found journals that were trimmed, expected --from with "
                    + (known.names().isEmpty() ? "a baseline, of which there is none"
                            : "one of " + String.join(", ", known.names())));
        }
        return null;
    }
}
