package org.guildhall.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.guildhall.app.socket.CommandServer;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.rocksdb.Baseline;
import org.guildhall.rocksdb.Directory;
import org.guildhall.rocksdb.DirectoryHeader;
import org.guildhall.rocksdb.Doctor;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.store.ProfileKey;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A data directory opened by a command, or lent to one by the process that has it open: engine, runtime, profiles. Unless it is
 * served, timers stand still, so that a command shows and stores nothing but what it was asked for.
 */
final class Guild implements AutoCloseable {
    private static final String EXPECTED =
            ", expected one that guildhall publish or guildhall import made; --data names it";
    private static final String COPY = "doctor.copy";
    private static final Set<String> BEGINNINGS = Set.of("lock", "guildhall.new");

    private final Directory directory;
    private final Engine engine;
    private final boolean lent;
    private final boolean served;
    private @Nullable CommandServer server;

    private Guild(Directory directory, Engine engine, boolean lent, boolean served) {
        this.directory = directory;
        this.engine = engine;
        this.lent = lent;
        this.served = served;
    }

    /** Opens a directory that is there. */
    static Guild open(Path data) {
        requireData(data);
        return openOrMake(data);
    }

    /** Makes sure that a directory is there, open or not. */
    static void requireData(Path data) {
        if (!Files.isDirectory(data)) {
            throw CommandFailure.unavailable("found no directory " + data + EXPECTED);
        }
        if (DirectoryHeader.read(data).isEmpty()) {
            throw CommandFailure.unavailable("found " + data + " without data of Guildhall" + EXPECTED);
        }
    }

    /** Opens a directory for a programme's files, making it if there is none; not if the files have mistakes. */
    static Guild openOrMake(Path data, Path programme) throws IOException {
        if (Files.notExists(data)) {
            List<Problem> problems = ProgrammeFiles.read(programme, null).problems();
            if (!problems.isEmpty()) {
                throw CommandFailure.failed(problems);
            }
        }
        return openOrMake(data);
    }

    /**
     * Opens a directory, making it if there is none; never in a folder that holds anything else. From then on it takes the commands
     * of other processes; for one of these it is lent.
     *
     * @throws org.guildhall.rocksdb.DirectoryInUseException when another process has it open
     */
    static Guild openOrMake(Path data) {
        return openOrMake(data, key(data), false);
    }

    /**
     * Opens a directory, making it if there is none, for as long as it is served: what is due is done at its time.
     *
     * @param key where the key of contacts is; null for where it is usually
     */
    static Guild serve(Path data, @Nullable Path key) {
        Guild guild = openOrMake(data, key == null ? key(data) : new ProfileKey(key), true);
        try {
            guild.directory.requireProfileKey();
            return guild;
        } catch (StorageException shut) {
            guild.close();
            throw CommandFailure.unavailable(shut.getMessage() + "; --profile-key names the file");
        }
    }

    private static ProfileKey key(Path data) {
        return new ProfileKey(data.resolve(ProfileKey.NAME));
    }

    private static Guild openOrMake(Path data, ProfileKey key, boolean timers) {
        Caller caller = Caller.present();
        if (caller != null) {
            return new Guild(caller.guild().directory, caller.guild().engine, true, caller.guild().served);
        }
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw CommandFailure.unavailable("found the file " + data + ", expected a directory; --data names it");
        }
        if (Files.exists(data) && DirectoryHeader.read(data).isEmpty() && !isFree(data)) {
            throw CommandFailure.unavailable("found other files in " + data
                    + ", expected data of Guildhall or an empty directory; --data names it");
        }
        Guild guild = openHere(data, key, timers);
        guild.removeCopy();
        guild.server = CommandServer.open(data, Caller.over(guild));
        return guild;
    }

    private static Guild openHere(Path data, ProfileKey key, boolean timers) {
        Engine engine = newEngine();
        int partitions = DirectoryHeader.read(data)
                .flatMap(DirectoryHeader::layout)
                .map(layout -> layout.partitions())
                .orElse(java.lang.Runtime.getRuntime().availableProcessors());
        return new Guild(Directory.open(data, engine, RuntimeOptions.of(partitions).withTimers(timers), key), engine,
                false,
                timers);
    }

    /** Whether nothing is there but what a start leaves that was cut off before it wrote the header. */
    private static boolean isFree(Path data) {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).allMatch(BEGINNINGS::contains);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    static Engine newEngine() {
        return new Engine(TermsReader::published);
    }

    /** Refuses what brings the past, as what is due is done by the clock here: members would be ahead of it. */
    void requireNotServed(String command) {
        if (served) {
            throw CommandFailure.unavailable("found a directory that is served, where " + command
                    + " would come too late for members whom the clock has moved on; stop the server first, or send"
                    + " what happens now over HTTP");
        }
    }

    Engine engine() {
        return engine;
    }

    Runtime runtime() {
        return directory.runtime();
    }

    ProfileStore profiles() {
        return directory.profiles();
    }

    Doctor doctor() {
        return new Doctor(directory, engine);
    }

    /** Gives a copy of the directory at one cut, to which nobody submits, and removes it afterwards. */
    void examine(Consumer<Guild> examination) {
        Path copy = directory.storage().folder().resolve(COPY);
        synchronized (directory) {
            try {
                Durable.deleteFolder(copy);
                directory.backup(copy);
                try (Guild still = openHere(copy, key(copy), false)) {
                    examination.accept(still);
                } finally {
                    Durable.deleteFolder(copy);
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /** What an examination left that was killed. */
    private void removeCopy() {
        try {
            Durable.deleteFolder(directory.storage().folder().resolve(COPY));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    void backup(Path target) {
        directory.backup(target);
    }

    Baseline takeBaseline(String name) {
        return directory.takeBaseline(name);
    }

    Directory.Trimmed trimBefore(String baseline) {
        return directory.trimBefore(baseline);
    }

    /** For a command that goes on for long: takes baselines by itself from now on. */
    void takeBaselines(BaselineOption every) {
        directory.takeBaselines(every.schedule);
    }

    List<Catalogue> programmes() {
        return engine.catalogues();
    }

    /** The programme of that name; the only one there is where {@code name} is null. */
    Catalogue programme(@Nullable String name) {
        List<Catalogue> all = programmes();
        if (name == null && all.size() == 1) {
            return all.getFirst();
        }
        List<String> names = all.stream().map(one -> one.latest().programme()).sorted().toList();
        return all.stream()
                .filter(one -> one.latest().programme().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.unavailable(names.isEmpty()
                        ? "found no published programme, expected one; guildhall publish makes it"
                        : "found " + (name == null ? "no --programme" : "no programme " + name) + ", expected one of "
                                + String.join(", ", names)));
    }

    /** The programme's totals by name. */
    Map<String, Long> totals(Catalogue programme) {
        int number = EntityName.programmeNumber(programme.latest().programme());
        Map<String, Long> named = new TreeMap<>();
        runtime().tallies(number).forEach((series, amount) -> named.put(engine.seriesName(number, series), amount));
        return named;
    }

    /**
     * Publishes what of a programme's files is not published yet, the oldest first; one caller at a time, since what may
     * follow depends on what is published.
     *
     * @return the days of the terms that are new
     */
    List<Terms> publish(Path path) throws IOException {
        synchronized (engine) {
            giveUpWhatCameTooLate();
            return publishNew(path);
        }
    }

    /** Terms that a crash left in some partitions, and that would hold from a moment that has passed by now. */
    private void giveUpWhatCameTooLate() {
        byte[] unfinished = runtime().unfinishedTerms();
        if (unfinished != null) {
            PublishedTerms terms = PublishedTerms.decode(unfinished);
            Catalogue known = engine.catalogue(EntityName.programmeNumber(terms.programme()));
            if (known != null && !totals(known).isEmpty() && holdsTooSoon(terms.from())) {
                var _ = runtime().withdrawUnfinishedTerms();
            }
        }
    }

    private List<Terms> publishNew(Path path) throws IOException {
        ProgrammeFiles alone = ProgrammeFiles.read(path, null);
        Catalogue known = alone.terms().isEmpty() ? null
                : engine.catalogue(EntityName.programmeNumber(alone.latest().programme()));
        boolean one = Files.isRegularFile(path);
        ProgrammeFiles files = known != null && one && known.all()
                .stream()
                .noneMatch(
                        dated -> dated.terms().date().equals(alone.latest().date()))
                                ? ProgrammeFiles.read(path, known.latest())
                                : alone;
        if (!files.problems().isEmpty()) {
            throw CommandFailure.failed(files.problems());
        }
        List<Terms> fresh = files.terms().stream().filter(terms -> isNew(terms, known)).toList();
        for (Terms terms : fresh) {
            publish(new PublishedTerms(terms.programme(), terms.from(), terms.text()).encode());
        }
        return fresh;
    }

    private void publish(byte[] terms) {
        byte[] unfinished = runtime().unfinishedTerms();
        if (unfinished != null && !Arrays.equals(unfinished, terms)) {
            PublishedTerms left = PublishedTerms.decode(unfinished);
            throw CommandFailure.unavailable("found terms of " + left.programme() + " from "
                    + Moment.words(left.from(), ZoneOffset.UTC)
                    + " UTC on that were published in part, expected them to be published again first");
        }
        runtime().publish(terms);
    }

    /** Whether a command may have been decided that the terms concern: one may lie a little ahead of its reception. */
    private static boolean holdsTooSoon(long from) {
        return from <= Instant.now().toEpochMilli() + 2 * Engine.FUTURE_TOLERANCE_MILLIS;
    }

    private boolean isNew(Terms terms, @Nullable Catalogue known) {
        if (known == null) {
            return true;
        }
        for (Catalogue.Dated dated : known.all()) {
            if (dated.terms().date().equals(terms.date())) {
                if (!dated.terms().text().equals(terms.text())) {
                    throw new CommandFailure(ExitCode.FAILED, "found terms of " + terms.date()
                            + " that differ from those"
                            + " published, expected the same: published terms are never edited; date the change anew");
                }
                return false;
            }
        }
        Terms last = known.latest();
        if (!terms.date().isAfter(last.date())) {
            throw new CommandFailure(ExitCode.FAILED, "found terms of " + terms.date() + ", expected a day after "
                    + last.date() + ", the latest published");
        }
        if (!totals(known).isEmpty() && holdsTooSoon(terms.from())) {
            throw new CommandFailure(ExitCode.FAILED,
                    "found terms of " + terms.date() + ", expected a day to come, since "
                            + terms.programme() + " has members already");
        }
        return true;
    }

    @Override
    public void close() {
        if (lent) {
            return;
        }
        if (server != null) {
            server.close();
        }
        directory.close();
    }
}
