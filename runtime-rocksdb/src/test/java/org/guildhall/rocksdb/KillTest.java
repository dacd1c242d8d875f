package org.guildhall.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Outcome;
import org.guildhall.rocksdb.journal.JournalReader;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.conformance.ToyState;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL under load, at random moments: what was answered is there, and nothing is there twice. */
class KillTest {
    /** No more, for a toy member remembers its last 64 ids only. */
    private static final int ROUNDS = 5;
    private static final int CHUNK = 2000;

    @TempDir Path folder;

    @Test
    void whatWasAnsweredOutlivesKills() throws Exception {
        killFiveTimes(System.nanoTime());
    }

    @Tag("slow")
    @RepeatedTest(10)
    void whatWasAnsweredOutlivesManyKills() throws Exception {
        killFiveTimes(System.nanoTime());
    }

    private void killFiveTimes(long seed) throws Exception {
        Random random = new Random(seed);
        List<BitSet> answered = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            answered.add(killOnce(round, 1 + random.nextInt(30_000)));
        }
        try (Directory directory = KilledProcess.open(folder)) {
            check(directory, answered, "seed " + seed);
        }
    }

    /** Runs a process until it has answered so many commands, kills it, and gives what it had answered. */
    private BitSet killOnce(int round, int after) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                KilledProcess.class.getName(), folder.toString(), String.valueOf(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BitSet answered = new BitSet();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("open");
            JournalReader reader = follow();
            int followed = 0;
            String line = out.readLine();
            for (int lines = 0; line != null; lines++) {
                if (line.endsWith(KilledProcess.ANSWERED)) {
                    answered.set(Integer.parseInt(line, 0, line.length() - KilledProcess.ANSWERED.length(), 10));
                }
                if (lines == after / 2) {
                    followed += poll(reader);
                }
                if (lines == after) {
                    process.toHandle().destroyForcibly(); // unlike the process itself, it leaves the pipe open
                }
                line = out.readLine();
            }
            assertThat(followed + poll(reader)).as("entries that a second process read").isPositive();
            reader.close();
        } finally {
            process.destroyForcibly().waitFor();
        }
        return answered;
    }

    private JournalReader follow() {
        DirectoryHeader header = DirectoryHeader.read(folder).orElseThrow();
        return new JournalReader(
                folder.resolve("journal"), header.directory(), header.layout().orElseThrow(), 0, 0);
    }

    private static int poll(JournalReader reader) {
        int[] records = new int[1];
        reader.poll((position, bytes, offset, length) -> records[0]++ >= 0);
        return records[0];
    }

    private static void check(Directory directory, List<BitSet> answered, String story) throws InterruptedException {
        Map<Long, Long> expected = new TreeMap<>();
        for (int round = 0; round < answered.size(); round++) {
            int issued = answered.get(round).length() + KilledProcess.IN_FLIGHT;
            for (int from = 0; from < issued; from += CHUNK) {
                ask(directory, answered.get(round), round, from, Math.min(issued, from + CHUNK), expected, story);
            }
        }
        directory.runtime().settle();
        Map<Long, Long> found = new TreeMap<>();
        directory.runtime().forEachEntity((name, stored, pages) -> {
            ToyState state = ToyState.read(stored.head());
            found.merge(name.key(), state.balance, Long::sum);
            for (long page : state.pages) {
                found.merge(-1 - name.key(), new ByteReader(pages.read(page)).readSigned(), Long::sum);
            }
            return true;
        });
        assertThat(left(expected, found)).as("%s: expected, and not found", story).isEmpty();
        assertThat(left(found, expected)).as("%s: found, and not expected", story).isEmpty();
        assertThat(new Doctor(directory, new ToyMachine()).journals()).isEmpty();
        assertThat(new Doctor(directory, new ToyMachine()).replay()).isEmpty();
        assertThat(new Doctor(directory, new ToyMachine()).tallies()).isEmpty();
    }

    /** Balances by key, and sums of pages by -1 - key, that another map has not, or not so. */
    private static Set<Map.Entry<Long, Long>> left(Map<Long, Long> of, Map<Long, Long> without) {
        Set<Map.Entry<Long, Long>> left = new HashSet<>(of.entrySet());
        left.removeAll(without.entrySet());
        return left;
    }

    /** Asks everything again: what was answered must be known. */
    private static void ask(
            Directory directory, BitSet answered, int round, int from, int to, Map<Long, Long> expected, String story) {
        List<CompletableFuture<Answer.Decided>> answers = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Command command = KilledProcess.command(round, number);
            foretell(command, expected);
            answers.add(directory.runtime().submit(command));
        }
        for (int number = from; number < to; number++) {
            Outcome outcome = answers.get(number - from).join().outcome();
            if (answered.get(number)) {
                assertThat(outcome).as("%s: command %s of round %s", story, number, round)
                        .isInstanceOf(Outcome.Repeated.class);
            }
        }
    }

    private static void foretell(Command command, Map<Long, Long> expected) {
        long key = command.entity().key();
        expected.merge(key, 0L, Long::sum);
        switch ((ToyBody) command.body()) {
            case ToyBody.Add add -> expected.merge(key, add.amount(), Long::sum);
            case ToyBody.Note note -> expected.merge(-1 - key, note.amount(), Long::sum);
            case ToyBody.Send send -> {
                expected.merge(key, -send.amount(), Long::sum);
                expected.merge(send.key(), 0L, Long::sum);
                expected.merge(ToyMachine.next(send.key()), send.amount(), Long::sum);
            }
            default -> throw new IllegalStateException("expected what " + KilledProcess.class + " asks");
        }
    }
}
