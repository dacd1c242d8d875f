package org.guildhall.app.command;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.guildhall.app.csv.CsvReader;
import org.guildhall.app.importing.ImportJob;
import org.guildhall.app.importing.ImportReport;
import org.guildhall.app.importing.ImportStoppedException;
import org.guildhall.app.importing.OpeningTotals;
import org.guildhall.app.importing.ProgressLine;
import org.guildhall.app.importing.Reconciliation;
import org.guildhall.app.importing.RefusedFile;
import org.guildhall.app.importing.UnmatchedReturns;
import org.guildhall.app.mapping.Mapping;
import org.guildhall.app.mapping.MappingException;
import org.guildhall.app.mapping.OrderStream;
import org.guildhall.app.serving.FigureFile;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guildhall import}: a file's rows as activities, or as what members bring along. */
@Command(name = "import", description = {"Makes activities of a file's rows and accounts for every row.",
    "Run it again after it was cut off: what is there already is repeated and changes nothing."},
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file: delimited text, plain or gzip.") Path file = Path.of("");

    @Option(names = "--programme", required = true, paramLabel = "P",
            description = "A programme's folder, published if need be, or the name of a published programme.") String programme =
                    "";

    @Option(names = "--map", required = true, paramLabel = "MAP.yaml",
            description = "How rows become activities.") Path map = Path.of("");

    @Option(names = "--refused", paramLabel = "FILE",
            description = "Where refused rows go; beside the data directory unless said: DIR-refused-FILE.csv.")
    @Nullable Path refused;

    @Option(names = "--opening",
            description = "The file holds opening balances; nothing is taken unless --total ties.") boolean opening;

    @Option(names = "--total", paramLabel = "CURRENCY=POINTS",
            description = "With --opening, for each currency: what all lots together must come to.") Map<String, String> totals =
                    new LinkedHashMap<>();

    @Mixin DataOption data = new DataOption();

    @Mixin BaselineOption baselines = new BaselineOption();

    @Mixin Output output = new Output();

    @Override
    public Integer call() throws IOException, MappingException, InterruptedException {
        if (Files.isDirectory(map)) {
            throw CommandFailure.unavailable("found the directory " + map + ", expected a mapping, such as "
                    + map.resolve("map.yaml"));
        }
        Mapping mapping = Mapping.read(map);
        if (mapping.isOpening() != opening) {
            throw output.usage(opening ? "found --opening, but " + map + " has activities and no opening"
                    : "found an opening in " + map + ", expected --opening with it");
        }
        if (!opening && !totals.isEmpty()) {
            throw output.usage("found --total without --opening, expected both or none");
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.unavailable("found the directory " + file + ", expected a file of rows");
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw CommandFailure.unavailable("can't read " + file + ": permission denied");
        }
        if (!Files.exists(file)) {
            throw CommandFailure.unavailable("found no file " + file);
        }
        Path files = Caller.path(programme);
        if (!Files.exists(files) && !Files.exists(data.data)) {
            throw CommandFailure.unavailable("found neither a programme's folder " + programme
                    + " nor a directory " + data.data + " where a programme is published under that name");
        }
        checkPacked();
        if (Files.exists(files) && Files.isRegularFile(file)) {
            fit(mapping, ProgrammeFiles.read(files).latest());
        }
        try (Guild guild = Files.exists(files) ? Guild.openOrMake(data.data, files) : Guild.open(data.data)) {
            guild.requireNotServed("import");
            new FigureFile(data.data).delete();
            if (Caller.present() == null) {
                guild.takeBaselines(baselines);
            }
            if (Files.exists(files)) {
                guild.publish(files);
            }
            Terms terms = guild.programme(programmeName()).latest();
            return run(guild, mapping, terms);
        } catch (ZipException | EOFException damage) {
            // Met while rows were taken: in a pipe, which can't be looked through before.
            throw broken(damage, opening ? "nothing was taken"
                    : "what came before may be taken; import the whole file, which repeats it");
        }
    }

    /** What a mapping lacks for the file and the terms is found before anything is made or published. */
    private void fit(Mapping mapping, Terms terms) throws IOException, MappingException {
        OrderStream.open(file, mapping, terms, (row, reason, detail) -> {}).close();
    }

    /** Damage of a file is found before anything is taken: up to it an archive may hold rows that nobody wrote. */
    private void checkPacked() throws IOException {
        try {
            CsvReader.checkPacked(file);
        } catch (ZipException | EOFException damage) {
            throw broken(damage, "nothing was taken");
        }
    }

    private CommandFailure broken(IOException damage, String taken) {
        String why = (damage instanceof ZipException ? "can't be unpacked: " : "") + damage.getMessage();
        return new CommandFailure(ExitCode.FAILED, file + ": " + why + "; " + taken);
    }

    private String programmeName() throws IOException {
        Path path = Caller.path(programme);
        return Files.exists(path) ? ProgrammeFiles.read(path).latest().programme() : programme;
    }

    private int run(Guild guild, Mapping mapping, Terms terms)
            throws IOException, MappingException, InterruptedException {
        try (RefusedFile rejects = new RefusedFile(refusedFile())) {
            if (opening) {
                OpeningTotals wanted = wanted(terms);
                OpeningTotals found = OpeningTotals.read(file, mapping, terms, rejects);
                if (!found.ties(wanted)) {
                    throw new CommandFailure(ExitCode.FAILED, found.words(wanted, terms) + "; nothing was taken");
                }
            }
            UnmatchedReturns unmatched = new UnmatchedReturns(terms);
            ProgressLine progress = new ProgressLine(System.err,
                    !output.json && Caller.present() == null && ProgressLine.onTerminal(), "rows");
            long size = Files.size(file);
            int number = EntityName.programmeNumber(terms.programme());
            Reconciliation account;
            try (OrderStream stream = OrderStream.open(file, mapping, terms, rejects)) {
                ImportJob job = new ImportJob(terms, guild.runtime()::submitWaiting, guild.clock(),
                        references -> guild.profiles().keysOf(number, references), stream.namespace(), rejects,
                        unmatched);
                account = job.run(stream, () -> progress.show(() -> stream.counts().rows(), stream.bytesRead(), size));
            } catch (ImportStoppedException stopped) {
                throw CommandFailure
                        .unavailable("the import stopped: " + stopped.getMessage() + "; run it again to go on");
            } finally {
                progress.end();
            }
            account = account.with(unmatched.read(guild.runtime(), guild.engine()));
            ImportReport report = new ImportReport(file, terms, account, rejects.written(), rejects.first());
            if (output.json) {
                output.json(report.json());
            } else {
                output.line(report.text());
            }
            return account.refusedRows() + account.refusedOrders() == 0 ? ExitCode.FINE : ExitCode.FAILED;
        }
    }

    private OpeningTotals wanted(Terms terms) {
        try {
            return OpeningTotals.of(totals, terms);
        } catch (IllegalArgumentException wrong) {
            throw output.usage(String.valueOf(wrong.getMessage()));
        }
    }

    private Path refusedFile() {
        if (refused != null) {
            return refused;
        }
        Path directory = data.data.toAbsolutePath().normalize();
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "").replaceFirst("\\.csv$", "");
        return directory.resolveSibling(directory.getFileName() + "-refused-" + name + ".csv");
    }
}
