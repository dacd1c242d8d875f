package org.guildhall.app.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guildhall.rocksdb.Baseline;
import org.guildhall.rocksdb.Directory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall baseline}: keeps the state of a data directory at one cut, or lists what was kept. */
@Command(name = "baseline", description = {"Keeps all entities and totals as they stand at one cut.",
    "From a baseline snapshots can be rebuilt, and journals before it can be trimmed."},
        mixinStandardHelpOptions = true)
public final class BaselineCommand implements Callable<Integer> {
    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    @Option(names = "--name", paramLabel = "NAME",
            description = "What to call it: letters, digits, dots, dashes; the time (UTC) unless said.")
    @Nullable String name;

    @Option(names = "--list", description = "Take none; list those there are, oldest first.") boolean list;

    @Mixin DataOption data = new DataOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() {
        if (list) {
            Guild.requireData(data.data);
            list(Directory.baselines(data.data));
            return ExitCode.FINE;
        }
        String called = name == null ? NOW.format(Instant.now().atZone(ZoneOffset.UTC)) : name;
        if (called.equals(RebuildCommand.START)) {
            throw output.usage("found the name " + called + ", expected another: rebuild has a meaning for it");
        }
        try (Guild guild = Guild.open(data.data)) {
            Baseline taken = guild.takeBaseline(called);
            if (output.json) {
                output.json(json(taken));
            } else {
                output.line("baseline " + words(taken));
            }
            return ExitCode.FINE;
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(wrong.getMessage()));
        }
    }

    private void list(List<Baseline> all) {
        if (output.json) {
            output.json(Map.of("baselines", all.stream().map(BaselineCommand::json).toList()));
        } else {
            output.line(all.isEmpty() ? "no baselines yet"
                    : String.join("\n", all.stream().map(BaselineCommand::words).toList()));
        }
    }

    private static String words(Baseline one) {
        return String.format(Locale.ROOT, "%s: %s UTC, %,d entities, checksum %s", one.name(),
                Moment.words(one.takenAt(), ZoneOffset.UTC), one.entities(), one.digest());
    }

    private static Map<String, Object> json(Baseline one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("baseline", one.name());
        json.put("taken", Instant.ofEpochMilli(one.takenAt()).toString());
        json.put("scheduled", one.scheduled());
        json.put("entities", one.entities());
        json.put("checksum", one.digest());
        return json;
    }
}
