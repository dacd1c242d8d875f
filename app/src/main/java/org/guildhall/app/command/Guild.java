package org.guildhall.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.guildhall.app.socket.CommandServer;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.Engine;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Offers;
import org.guildhall.rocksdb.Baseline;
import org.guildhall.rocksdb.Directory;
import org.guildhall.rocksdb.DirectoryHeader;
import org.guildhall.rocksdb.Doctor;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.rocksdb.store.ProfileKey;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.ProfileStore;
import org.guildhall.runtime.Runtime;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.memory.VirtualClock;
import org.guildhall.server.api.SandboxClock;
import org.guildhall.server.publishing.OfferDrafts;
import org.guildhall.server.publishing.Publishing;
import org.guildhall.server.publishing.PublishingRefusal;
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
    private final Clock clock;
    private final Publishing publishing;
    private final boolean lent;
    private final boolean served;
    private @Nullable CommandServer server;

    private Guild(Directory directory, Engine engine, Clock clock, boolean served) {
        this.directory = directory;
        this.engine = engine;
        this.clock = clock;
        publishing = new Publishing(engine, directory.runtime(), clock);
        lent = false;
        this.served = served;
    }

    private Guild(Guild owner) {
        directory = owner.directory;
        engine = owner.engine;
        clock = owner.clock;
        publishing = owner.publishing;
        lent = true;
        served = owner.served;
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
            ProgrammeFiles files = ProgrammeFiles.read(programme);
            List<Problem> problems = files.problems().isEmpty()
                    ? OfferFiles.under(programme).problems(files.terms(), System.currentTimeMillis())
                    : files.problems();
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
            return new Guild(caller.guild());
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
        Optional<DirectoryHeader> header = DirectoryHeader.read(data);
        int partitions = header.flatMap(DirectoryHeader::layout)
                .map(layout -> layout.partitions())
                .orElse(java.lang.Runtime.getRuntime().availableProcessors());
        Clock clock = header.map(DirectoryHeader::sandboxTime)
                .<Clock>map(time -> new VirtualClock(time, System::nanoTime))
                .orElse(Clock.SYSTEM);
        RuntimeOptions options = RuntimeOptions.of(partitions).withTimers(timers);
        return new Guild(Directory.open(data, engine, options, clock, key), engine, clock, timers);
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
        return new Engine(TermsReader::published, OfferReader::published);
    }

    /** Makes sure that a directory is there whose clock nobody sets. */
    static void requireNoSandbox(Path data) {
        requireData(data);
        if (isSandbox(data)) {
            throw CommandFailure.unavailable("found the sandbox " + data + ", whose clock is set by hand, expected"
                    + " --sandbox with it");
        }
    }

    /**
     * Makes sure that a sandbox is there, making one where there is nothing.
     *
     * @param begins where the clock of a new one begins, epoch milliseconds, which only a new one can be told; null for now
     */
    static void requireSandbox(Path data, @Nullable Long begins) {
        boolean made = makeSandbox(data, begins == null ? Clock.SYSTEM.millis() : begins);
        requireData(data);
        if (!isSandbox(data)) {
            throw CommandFailure.unavailable("found " + data + ", which goes by the clock of this machine, expected a"
                    + " sandbox or a new directory with --sandbox");
        }
        if (begins != null && !made) {
            throw CommandFailure
                    .unavailable("found the sandbox " + data + ", whose clock goes on where it stood, expected"
                            + " no --at with it, or a new directory");
        }
    }

    /** Makes a sandbox where there is nothing; gives whether it did. */
    static boolean makeSandbox(Path data, long begins) {
        boolean nothing = Files.notExists(data)
                || Files.isDirectory(data) && DirectoryHeader.read(data).isEmpty() && isFree(data);
        if (nothing) {
            Directory.makeSandbox(data, begins);
        }
        return nothing;
    }

    private static boolean isSandbox(Path data) {
        return DirectoryHeader.read(data).map(DirectoryHeader::sandboxTime).isPresent();
    }

    /** The clock that callers move; null for a directory that goes by the clock of the machine. */
    @Nullable
    SandboxClock sandboxClock() {
        return clock instanceof VirtualClock virtual ? new SandboxClock(virtual, directory::keepSandboxTime) : null;
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

    Clock clock() {
        return clock;
    }

    Publishing publishing() {
        return publishing;
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

    /** Publishes what of a programme's files is not published yet, the oldest first; what they say wrong is a {@link CommandFailure}. */
    Publishing.Result.Published publish(Path path) throws IOException {
        return publish(ProgrammeFiles.read(path));
    }

    /** The same of files that are read. */
    Publishing.Result.Published publish(ProgrammeFiles files) {
        if (!files.problems().isEmpty()) {
            throw CommandFailure.failed(files.problems());
        }
        return switch (publishing.publish(files.drafts())) {
            case Publishing.Result.Published published -> published;
            case Publishing.Result.Mistaken mistaken -> throw CommandFailure.failed(mistaken.problems());
            case Publishing.Result.Refused refused -> throw failure(refused.why());
        };
    }

    /** What was published of a programme's offers. */
    Offers offers(String programme) {
        Catalogue known = engine.catalogue(EntityName.programmeNumber(programme));
        return known == null ? Offers.NONE : known.offers();
    }

    /** Publishes what of a programme's offers is not published yet; what they say wrong is a {@link CommandFailure}. */
    List<OfferDrafts.Read> publish(String programme, OfferFiles offers) {
        if (!offers.unreadable().isEmpty()) {
            throw CommandFailure.failed(offers.unreadable());
        }
        return switch (publishing.publishOffers(programme, offers.drafts())) {
            case Publishing.Offering.Published published -> published.offers();
            case Publishing.Offering.Mistaken mistaken -> throw CommandFailure.failed(mistaken.problems());
            case Publishing.Offering.Refused refused -> throw failure(refused.why());
        };
    }

    /** Pauses, resumes or stops an offer. */
    Publishing.Turning.Turned turn(String programme, String offer, Offers.Life life, String reason) {
        return switch (publishing.turn(programme, offer, life, reason)) {
            case Publishing.Turning.Turned turned -> turned;
            case Publishing.Turning.Refused refused -> throw failure(refused.why());
        };
    }

    /** Withdraws terms that don't hold yet. */
    Publishing.Withdrawal.Withdrawn withdraw(Catalogue programme, LocalDate date) {
        return switch (publishing.withdraw(programme.latest().programme(), date)) {
            case Publishing.Withdrawal.Withdrawn withdrawn -> withdrawn;
            case Publishing.Withdrawal.Refused refused -> throw failure(refused.why());
        };
    }

    private static CommandFailure failure(PublishingRefusal why) {
        boolean unavailable = switch (why) {
            case PublishingRefusal.Unfinished left -> true;
            case PublishingRefusal.UnfinishedOffer left -> true;
            case PublishingRefusal.UnknownOffer unknown -> true;
            default -> false;
        };
        return new CommandFailure(unavailable ? ExitCode.UNAVAILABLE : ExitCode.FAILED, why.words());
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
