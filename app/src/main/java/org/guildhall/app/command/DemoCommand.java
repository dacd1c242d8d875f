package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.guildhall.app.demo.DemoNote;
import org.guildhall.app.demo.Merchant;
import org.guildhall.runtime.Clock;
import org.guildhall.server.access.ApiKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall demo}: a year of four invented merchants through their terms, and then served. */
@Command(name = "demo", description = {
    "Makes a year of four invented merchants, a mall, a city-life platform, hotels and a delivery that sells plans, runs it"
            + " through their terms, and serves it until it is interrupted.",
    "The same seed and day make the same year; a second run in the same directory goes on where the first one ended."},
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final String HERE = "127.0.0.1";
    private static final String KEY = "demo";
    /** As it is typed where it was built. */
    private static final String COMMAND = "./guildhall ";

    @Option(names = "--data", paramLabel = "DIR",
            description = "The data directory; a fresh temporary one unless said.")
    @Nullable Path data;

    @Option(names = "--members", paramLabel = "N", description = "Of each merchant; 4000 unless said.")
    @Nullable Integer members;

    @Option(names = "--seed", paramLabel = "S", description = "Another year of the same merchants.")
    @Nullable Long seed;

    @Option(names = "--until", paramLabel = "DATE",
            description = "The last day of the year; yesterday unless said. A new directory's clock then stands at its end.")
    @Nullable LocalDate until;

    @Option(names = "--port", paramLabel = "N",
            description = "Where to serve it: 8080 unless said, or any that is free where somebody has that.")
    @Nullable Integer port;

    @Option(names = "--no-serve", description = "End when the year is run.") boolean notServed;

    @Option(names = "--no-browser", description = "Open no browser.") boolean noBrowser;

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port != null) {
            ListeningOptions.at(HERE, port).require(output);
        }
        requireUsual();
        Path directory = data == null ? Files.createTempDirectory("guildhall-demo-") : data;
        Caller.requireNone("demo", directory);
        if (until != null) {
            Guild.makeSandbox(directory, end(until));
        }
        List<DemoYear> years;
        try (Guild guild = Guild.openOrMake(directory)) {
            guild.takeBaselines(baselines);
            years = run(guild, directory);
        }
        if (!years.stream().allMatch(DemoYear::addsUp)) {
            return ExitCode.FAILED;
        }
        if (notServed) {
            tell(directory, years, null, null, Clock.SYSTEM);
        } else {
            serve(directory, years);
        }
        return ExitCode.FINE;
    }

    private void requireUsual() {
        if (members != null && (members < 10 || members > 10_000_000)) {
            throw output.usage("found " + members + " members, expected 10 to 10000000");
        }
        LocalDate earliest = nominal();
        if (until != null && (until.isBefore(earliest) || until.isAfter(yesterday()))) {
            throw output.usage("found --until " + until + ", expected a day from " + earliest + " to yesterday, "
                    + yesterday());
        }
    }

    /** The end of the first year that the terms hold for. */
    private static LocalDate nominal() {
        return Merchant.ALL.getFirst().calibration().last();
    }

    /** When a day is over for all merchants. */
    private static long end(LocalDate day) {
        return Merchant.ALL.stream()
                .mapToLong(one -> day.plusDays(1).atStartOfDay(one.calibration().zone()).toInstant().toEpochMilli())
                .max()
                .orElseThrow();
    }

    private static LocalDate yesterday() {
        return LocalDate.now(Merchant.ALL.getFirst().calibration().zone()).minusDays(1);
    }

    private List<DemoYear> run(Guild guild, Path directory) throws IOException, InterruptedException {
        DemoNote note = note(guild, directory);
        note.write(directory);
        List<DemoYear> years = new ArrayList<>();
        for (Merchant merchant : Merchant.ALL) {
            DemoYear year = DemoYear.run(guild, merchant, note, directory, !output.json);
            note = note.with(merchant.name(), year.orders());
            note.write(directory);
            if (!output.json) {
                year.lines().forEach(output::line);
                output.line("");
            }
            years.add(year);
        }
        return years;
    }

    /** What the directory is for: what its note says, or what is asked of an empty one. */
    private DemoNote note(Guild guild, Path directory) {
        DemoNote found = DemoNote.read(directory);
        if (found == null) {
            if (guild.programmes()
                    .stream()
                    .anyMatch(programme -> Merchant.ALL.stream()
                            .anyMatch(merchant -> merchant.name().equals(programme.latest().programme())))) {
                throw new CommandFailure(ExitCode.FAILED, "found a merchant of the demo in " + directory
                        + " whom the demo did not make, expected none; name another directory with --data");
            }
            return new DemoNote(until == null ? yesterday() : until, seed, members, Map.of());
        }
        if (differs(seed, found.seed()) || differs(members, found.members()) || differs(until, found.until())) {
            throw new CommandFailure(ExitCode.FAILED, "found another year in " + directory
                    + ", expected one of the same --seed, --members and --until; name another directory with --data");
        }
        return found;
    }

    /** What is not said is as it was. */
    private static boolean differs(@Nullable Object said, @Nullable Object found) {
        return said != null && !Objects.equals(said, found);
    }

    private void serve(Path directory, List<DemoYear> years) throws InterruptedException, IOException {
        ListeningOptions at = port == null ? ListeningOptions.atUsualPortOrAny(HERE) : ListeningOptions.at(HERE, port);
        new Serving(directory, false, null, baselines, at, null, new LogOptions(), new TraceOptions(),
                new PaymentOptions()).untilTold(
                        DemoCommand::key, (url, key, clock) -> {
                            tell(directory, years, url + "/", key, clock);
                            if (!noBrowser && !output.json) {
                                Browser.show(url + "/");
                            }
                        });
    }

    /** A key of its own for each run, as nobody remembers that of the run before. */
    private static String key(Serving.Keys keys) {
        keys.all()
                .all()
                .stream()
                .filter(key -> key.name().equals(KEY))
                .map(ApiKey::id)
                .toList()
                .forEach(keys.all()::revoke);
        return keys.administrator(KEY);
    }

    private void tell(
            Path directory, List<DemoYear> years, @Nullable String url, @Nullable String key, Clock clock) {
        if (output.json) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("data", directory.toString());
            json.put("url", url);
            json.put("key", key);
            json.put("programmes", years.stream().map(DemoYear::json).toList());
            output.json(json);
            return;
        }
        if (url != null) {
            output.line("serving them at " + url + " until Ctrl-C");
            output.line("the administrator's key of this run: " + key);
            if (clock != Clock.SYSTEM) {
                output.line("the clock stands at " + Instant.ofEpochMilli(clock.millis())
                        + " until PUT /v1/clock moves it on");
            }
            output.line("");
        }
        tryNext(directory, years.getFirst()).forEach(output::line);
    }

    /** Commands that work on the directory, also while it is served. */
    private static List<String> tryNext(Path directory, DemoYear year) {
        String path = directory.toString();
        String end = " --data " + (path.contains(" ") ? "'" + path + "'" : path);
        String name = year.merchant().name();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("show " + year.highest() + " --programme " + name + end, "a member, with every entry explained");
        all.put("status" + end, "all totals");
        all.put("doctor" + end, "proves the ledger and the journal");
        all.put("test " + year.merchant().folder(), "its rules, tested");
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>(List.of("Try next"));
        all.forEach((text, why) -> lines.add("  " + COMMAND + text + " ".repeat(width - text.length()) + "  # " + why));
        return lines;
    }
}
