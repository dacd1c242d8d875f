package org.guildhall.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.guildhall.app.demo.ResultPage;
import org.guildhall.app.demo.WillowLane;
import org.guildhall.app.demo.YearResult;
import org.guildhall.app.demo.YearRun;
import org.guildhall.app.importing.ProgressLine;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.shown.MemberJson;
import org.guildhall.testkit.generator.Calibration;
import org.guildhall.testkit.generator.Request;
import org.guildhall.testkit.generator.Shop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code guildhall demo}: a year of an invented shop through its terms, and what came of it. */
@Command(name = "demo", description = {"Makes a year of Willow Lane, an invented shop, and runs it through its terms.",
    "The same seed makes the same year; a second run in the same directory repeats it and changes nothing."},
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final int WHOLE = 10_000;
    /** As it is typed where it was built. */
    private static final String COMMAND = "./guildhall ";

    @Option(names = "--data", paramLabel = "DIR",
            description = "The data directory; a fresh temporary one unless said.")
    @Nullable Path data;

    @Option(names = "--members", paramLabel = "N",
            description = "How many join; as many others stay guests. 20000 unless said.")
    @Nullable Integer members;

    @Option(names = "--seed", paramLabel = "S", description = "Another year of the same shop.")
    @Nullable Long seed;

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Calibration calibration = calibration();
        Path directory = data == null ? Files.createTempDirectory("guildhall-demo-") : data;
        Caller.requireNone("demo", directory);
        try (Guild guild = Guild.openOrMake(directory)) {
            return run(guild, calibration, directory);
        }
    }

    private int run(Guild guild, Calibration calibration, Path directory) throws IOException, InterruptedException {
        if (!output.json) {
            output.line("Willow Lane 柳巷小铺, " + calibration.year() + ": " + calibration.members().count()
                    + " members and " + calibration.guests().count() + " guests, seed " + calibration.seed());
            output.line("data in " + directory);
        }
        Shop shop = Shop.of(calibration);
        guild.takeBaselines(baselines);
        Terms terms = publish(guild);
        requireSameYear(guild, terms, shop, directory);
        YearRun.Account account = run(guild, terms, shop, directory);
        YearResult result = YearResult.read(terms, shop.end() - 1, guild.runtime(), guild.engine(), guild.profiles());
        if (output.json) {
            output.json(json(directory, calibration, account, result));
        } else {
            ResultPage.of(terms, account, result, System.getenv()).forEach(output::line);
            tryNext(directory, result).forEach(output::line);
        }
        return result.addsUp() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private Calibration calibration() {
        Calibration calibration = WillowLane.calibration();
        Integer count = members;
        if (count != null) {
            if (count < 10 || count > 10_000_000) {
                throw output.usage("found " + count + " members, expected 10 to 10000000");
            }
            calibration = calibration.withMembers(count);
        }
        return seed == null ? calibration : calibration.withSeed(Objects.requireNonNull(seed));
    }

    /** Publishes the terms from a file, as anybody would. */
    private static Terms publish(Guild guild) throws IOException {
        Path folder = Files.createTempDirectory("guildhall-terms-");
        Path file = folder.resolve(WillowLane.TERMS);
        try {
            Files.writeString(file, WillowLane.terms());
            guild.publish(file);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
        return guild.programme("willow-lane").latest();
    }

    /** A directory that has members has those of this very year. */
    private static void requireSameYear(Guild guild, Terms terms, Shop shop, Path directory) {
        if (guild.totals(guild.programme(terms.programme())).getOrDefault("members", 0L) == 0) {
            return;
        }
        String first = shop.stream().map(Request::customer).filter(Objects::nonNull).findFirst().orElseThrow();
        int programme = EntityName.programmeNumber(terms.programme());
        if (guild.profiles().find(programme, YearRun.NAMESPACE + first).isEmpty()) {
            throw otherYear(directory);
        }
    }

    private static CommandFailure otherYear(Path directory) {
        return new CommandFailure(ExitCode.FAILED, "found another year in " + directory
                + ", expected one of the same --seed and --members; name another directory with --data");
    }

    private YearRun.Account run(Guild guild, Terms terms, Shop shop, Path directory) throws InterruptedException {
        ProgressLine progress =
                new ProgressLine(System.err, !output.json && ProgressLine.onTerminal(), "requests");
        try {
            return new YearRun(shop, terms, guild.runtime(), guild.profiles(),
                    (done, part) -> progress.show(() -> done, Math.round(part * WHOLE), WHOLE)).run();
        } catch (YearRun.StoppedException stopped) {
            throw CommandFailure.unavailable("the demo stopped: " + stopped.getMessage()
                    + "; run it again with --data " + directory + " to go on");
        } finally {
            progress.end();
        }
    }

    /** Commands that work on the directory, of those that there are. */
    private List<String> tryNext(Path directory, YearResult result) {
        Map<String, String> all = new LinkedHashMap<>();
        String path = directory.toString();
        String end = " --data " + (path.contains(" ") ? "'" + path + "'" : path);
        String member = result.shown().reference();
        all.put("show", COMMAND + "show " + member + end);
        all.put("show ", COMMAND + "show " + member + " --at 2026-03-01" + end);
        all.put("status", COMMAND + "status" + end);
        all.put("digest", COMMAND + "digest" + end);
        all.put("doctor", COMMAND + "doctor" + end);
        all.put("demo", COMMAND + "demo" + end + (members == null ? "" : " --members " + members)
                + (seed == null ? "" : " --seed " + seed));
        all.put("check", COMMAND + "check " + WillowLane.FOLDER);
        Map<String, String> why = Map.of("show", "the same member, with every entry explained", "show ",
                "and in two months, if nothing else happens", "status", "all totals", "digest",
                "one sum over every member's state", "doctor", "proves the ledger and the journal", "demo",
                "the same year again: everything repeats", "check", "the terms; change something and see");
        CommandLine parent = output.command.commandLine().getParent();
        List<String> lines = new ArrayList<>(List.of("", "Try next"));
        int width = all.values().stream().mapToInt(String::length).max().orElse(0);
        all.forEach((name, text) -> {
            if (parent == null || parent.getSubcommands().containsKey(name.strip())) {
                lines.add("  " + text + " ".repeat(width - text.length()) + "  # " + why.get(name));
            }
        });
        return lines;
    }

    private static Map<String, Object> json(Path directory, Calibration calibration, YearRun.Account account,
            YearResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", directory.toString());
        json.put("programme", calibration.shop());
        json.put("seed", calibration.seed());
        json.put("requests", account.requests());
        json.put("orders", account.figures().orders());
        json.put("accepted", account.accepted());
        json.put("repeated", account.repeated());
        json.put("refused", account.refused());
        json.put("again", account.again());
        json.put("seconds", account.seconds());
        json.put("at", result.moment());
        json.put("members", result.members());
        json.put("guests", result.guests());
        json.put("tiers", result.tiers());
        Map<String, Object> points = new LinkedHashMap<>();
        result.points()
                .forEach((figure, amount) -> points.put(figure.word(),
                        MemberJson.decimal(amount, result.currency().scale())));
        json.put("points", points);
        json.put("adds-up", result.addsUp());
        json.put("months", account.figures().months());
        json.put("top", result.top().stream().map(YearResult.Person::reference).toList());
        json.put("shown", result.shown().reference());
        return json;
    }
}
