package org.guildhall.app.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.rocksdb.Directory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall trim}: removes journals that a baseline makes needless. */
@Command(name = "trim", description = {"Removes journal segments that lie wholly before a baseline, for good.",
    "The baseline is read and checked first. Older baselines go as well; show tells no entries from before."},
        mixinStandardHelpOptions = true)
public final class TrimCommand implements Callable<Integer> {
    @Option(names = "--before", paramLabel = "BASELINE", description = "Which baseline; the latest unless said.")
    @Nullable String before;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        Guild.requireData(data.data);
        String baseline = KnownBaselines.of(data.data).named(before);
        try (Guild guild = Guild.open(data.data)) {
            Directory.Trimmed trimmed = guild.trimBefore(baseline);
            if (output.json) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("before", baseline);
                json.put("journal-bytes", trimmed.journalBytes());
                json.put("baselines", trimmed.baselines());
                output.json(json);
            } else {
                output.line(words(baseline, trimmed));
            }
            return ExitCode.FINE;
        } catch (IllegalArgumentException gone) { // since it was looked up
            throw CommandFailure.unavailable(String.valueOf(gone.getMessage()));
        }
    }

    private static String words(String baseline, Directory.Trimmed trimmed) {
        if (trimmed.journalBytes() == 0) {
            return "nothing to trim: no segment of the journals ends before baseline " + baseline;
        }
        return String.format(Locale.ROOT, "trimmed %,d bytes of journal before baseline %s%s", trimmed.journalBytes(),
                baseline, trimmed.baselines().isEmpty() ? ""
                        : ", and the older baselines " + String.join(", ", trimmed.baselines()));
    }
}
