package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.RealData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * An import killed with SIGKILL in a process of its own, then run again to the end, leaves what an import left alone does.
 * Moments are drawn by a seed that is printed; {@code -Dguildhall.seed=N} draws the same ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledImportTest {
    private static final int SIGKILLED = 128 + 9;
    private static final long SEED = Long.getLong("guildhall.seed", System.nanoTime());

    /** A file imported once, left alone. */
    private record History(Path file, String digest, long journalBytes) {}

    /** Once the journals have this part of the bytes that they end with, and then a little later. */
    record MomentOfDeath(double part, long laterMillis) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "after %.1f %% of what is taken and %d ms (-Dguildhall.seed=%d)",
                    100 * part, laterMillis, SEED);
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path folder;

    @SuppressWarnings("NullAway.Init") private History generated;

    private @Nullable History real;
    private int directories;

    @BeforeAll
    void importsAFileLeftAlone() throws IOException {
        Path file = folder.resolve("history.csv");
        ShopHistory.write(file, 20_000, 2_000, 20_101_201);
        generated = leftAlone(file);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void endsAsIfLeftAloneWhenKilled(MomentOfDeath moment) throws Exception {
        check(generated, moment);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manyMoments")
    void endsAsIfLeftAloneWhenKilledInTheMidstOfARealHistory(MomentOfDeath moment) throws Exception {
        if (real == null) {
            real = leftAlone(RealData.file("online-retail.csv.gz"));
        }
        check(real, moment);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manyMoments")
    void endsAsIfLeftAloneWheneverKilled(MomentOfDeath moment) throws Exception {
        check(generated, moment);
    }

    @Test
    void repeatsEverythingWhenImportedAgain() {
        Path data = folder.resolve("left-alone-" + generated.file().getFileName());

        JsonNode again = finish(generated.file(), data);

        assertThat(again.get("accepted").asLong()).isZero();
        assertThat(again.get("repeated").asLong()).isEqualTo(again.get("orders").asLong()).isPositive();
        assertThat(digest(data)).isEqualTo(generated.digest());
    }

    static Stream<MomentOfDeath> moments() {
        return draw(5);
    }

    static Stream<MomentOfDeath> manyMoments() {
        return draw(50);
    }

    /** The first as soon as the directory is made; the others anywhere. */
    private static Stream<MomentOfDeath> draw(int count) {
        Random random = new Random(SEED);
        return IntStream.range(0, count)
                .mapToObj(i -> new MomentOfDeath(i == 0 ? 0 : 0.95 * random.nextDouble(),
                        random.nextInt(i == 0 ? 200 : 25)));
    }

    private void check(History history, MomentOfDeath moment) throws Exception {
        Path data = killed(history, moment);

        JsonNode account = finish(history.file(), data);

        assertThat(account.get("accepted").asLong() + account.get("repeated").asLong()).as("%s", moment)
                .isEqualTo(account.get("orders").asLong());
        assertThat(digest(data)).as("%s", moment).isEqualTo(history.digest());
    }

    /** The directory of an import that was killed; one that ended before it could be killed is killed sooner. */
    private Path killed(History history, MomentOfDeath moment) throws Exception {
        for (double part = moment.part();; part *= 0.7) {
            Path data = folder.resolve("killed-" + directories++);
            Process process = new ProcessBuilder(Cli.ownProcess(words(history.file(), data))).redirectErrorStream(true)
                    .redirectOutput(folder.resolve(data.getFileName() + ".log").toFile())
                    .start();
            try {
                while (process.isAlive()
                        && (!Files.isDirectory(data) || journalBytes(data) < part * history.journalBytes())) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(moment.laterMillis());
            } finally {
                process.destroyForcibly();
            }
            int exit = process.waitFor();
            if (exit == SIGKILLED) {
                System.out.printf(Locale.ROOT, "killed %s: %,d of %,d bytes of journal%n", moment, journalBytes(data),
                        history.journalBytes());
                return data;
            }
            assertThat(exit).as(() -> log(data)).isZero();
        }
    }

    private String log(Path data) {
        try {
            return Files.readString(folder.resolve(data.getFileName() + ".log"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private History leftAlone(Path file) {
        Path data = folder.resolve("left-alone-" + file.getFileName());
        JsonNode account = finish(file, data);
        assertThat(account.get("accepted").asLong()).isEqualTo(account.get("orders").asLong()).isPositive();
        return new History(file, digest(data), journalBytes(data));
    }

    private static JsonNode finish(Path file, Path data) {
        Cli.Result result = Cli.run(words(file, data));
        assertThat(result.exit()).as(result.err() + result.out()).isZero();
        return result.json();
    }

    private static Object[] words(Path file, Path data) {
        Path example = ExampleTerms.folder("online-retail");
        return new Object[]{"import", file, "--programme", example, "--map", example.resolve("map.yaml"), "--data",
            data, "--json"};
    }

    private static String digest(Path data) {
        Cli.Result result = Cli.run("digest", "--data", data);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    /** What the journals hold at this moment; files come and go meanwhile. */
    private static long journalBytes(Path data) {
        try (Stream<Path> files = Files.walk(data.resolve("journal"))) {
            return files.filter(Files::isRegularFile).mapToLong(KilledImportTest::size).sum();
        } catch (NoSuchFileException notYet) {
            return 0;
        } catch (UncheckedIOException met) {
            if (met.getCause() instanceof NoSuchFileException) {
                return journalBytes(data); // a file was gone by the time it was looked at
            }
            throw met;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
