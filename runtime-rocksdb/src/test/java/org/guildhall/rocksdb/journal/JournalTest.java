package org.guildhall.rocksdb.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final UUID DIRECTORY = new UUID(1, 2);
    private static final Layout LAYOUT = new Layout(1, 2, 0);

    @TempDir Path folder;

    record Read(long position, String text) {}

    @Test
    void givesBackWhatWasSyncedAtThePositionsItNamed() {
        List<Read> written = new ArrayList<>();
        try (Journals journals = create(1 << 20)) {
            Journal journal = journals.open(1);
            written.addAll(write(journal, 3, "first"));
            written.addAll(write(journal, 1, "second"));
            assertThat(readAll(journal, 0)).isEqualTo(written);
            journal.add(new byte[]{7}, 0, 1);
            assertThat(readAll(journal, 0)).as("what is not synced stays hidden").isEqualTo(written);
        }

        try (Journals journals = reopen()) {
            Journal journal = journals.open(1);
            assertThat(readAll(journal, 0)).isEqualTo(written);
            assertThat(readAll(journal, written.get(2).position())).isEqualTo(written.subList(2, 4));
            assertThat(journal.next()).isGreaterThan(written.getLast().position());
            for (Read one : written) {
                assertThat(journals.record(one.position())).asString().isEqualTo(one.text());
            }
        }
    }

    @Test
    void runsOnOverSegmentsAndLayouts() {
        List<Read> written = new ArrayList<>();
        List<Read> later;
        Layout next;
        try (Journals journals = create(300)) {
            Journal journal = journals.open(0);
            for (int i = 0; i < 20; i++) {
                written.addAll(write(journal, 2, "a record of batch " + i));
            }
            assertThat(files()).hasSizeGreaterThan(5);
            assertThat(readAll(journal, written.get(21).position())).isEqualTo(written.subList(21, 40));
            next = new Layout(2, 5, Position.offset(journal.next()));
            journals.create(next);
            journals.use(next);
            Journal wider = journals.open(4);
            later = write(wider, 3, "wider");
            assertThat(later.getFirst().position()).isGreaterThan(written.getLast().position());
            assertThat(readAll(wider, 0)).isEqualTo(later);
        }
        try (Journals journals =
                new Journals(folder, DIRECTORY, List.of(LAYOUT, next), Journals.Trimmed.NOTHING, 300)) {
            assertThat(readAll(journals.open(4), 0)).isEqualTo(later);
            for (Read one : written) {
                assertThat(journals.record(one.position())).asString().isEqualTo(one.text());
            }
        }
    }

    @Test
    void aReaderFollowsWhileItIsWritten() {
        try (Journals journals = create(300);
                JournalReader reader = new JournalReader(folder, DIRECTORY, LAYOUT, 0, 0)) {
            Journal journal = journals.open(0);
            for (int i = 0; i < 20; i++) {
                List<Read> written = write(journal, 2, "batch " + i);
                List<Read> read = new ArrayList<>();
                reader.poll(into(read));
                assertThat(read).isEqualTo(written);
            }
        }
    }

    @Test
    void everyFlippedByteIsHarmlessOrFound() throws IOException {
        List<Read> written = new ArrayList<>();
        try (Journals journals = create(700)) {
            Journal journal = journals.open(0);
            for (int i = 0; i < 6; i++) {
                written.addAll(write(journal, 1 + i % 3, "a record of batch " + i + " ".repeat(40)));
            }
        }
        int found = 0;
        for (Path file : files()) {
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at++) {
                for (int mask : new int[]{1 << at % 8, good[at]}) {
                    byte[] bad = good.clone();
                    bad[at] ^= (byte) mask;
                    Files.write(file, bad);
                    try (Journals journals = reopen()) {
                        assertThat(readAll(journals.open(0), 0)).as("%s byte %s", file, at).isEqualTo(written);
                    } catch (DamageException e) {
                        assertThat(e).hasMessageContaining("expected")
                                .hasMessageContaining("found")
                                .hasMessageContaining("byte");
                        found++;
                    }
                }
            }
            Files.write(file, good);
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void aBatchThatEndsTooEarlyIsCutWhateverItsLength() throws IOException {
        byte[] before;
        byte[] after;
        List<Read> first;
        try (Journals journals = create(1 << 20)) {
            Journal journal = journals.open(0);
            first = write(journal, 3, "first");
            before = Files.readAllBytes(files().getFirst());
            write(journal, 2, "second");
            after = Files.readAllBytes(files().getFirst());
        }
        for (int length = before.length; length < after.length; length++) {
            Files.write(files().getFirst(), Arrays.copyOf(after, length));
            List<Read> written = new ArrayList<>(first);
            try (Journals journals = reopen()) {
                Journal journal = journals.open(0);
                assertThat(readAll(journal, 0)).isEqualTo(written);
                written.addAll(write(journal, 1, "afterwards"));
            }
            try (Journals journals = reopen()) {
                assertThat(readAll(journals.open(0), 0)).isEqualTo(written);
            }
        }
    }

    @Test
    void aBatchOfWhichSectorsAreMissingIsCut() throws IOException {
        List<Read> first;
        long from;
        try (Journals journals = create(1 << 20)) {
            Journal journal = journals.open(0);
            first = write(journal, 10, "first");
            from = Files.size(files().getFirst());
            write(journal, 100, "a rather long record of the second batch");
        }
        Path file = files().getFirst();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(11);
        for (int trial = 0; trial < 300; trial++) {
            byte[] torn = good.clone();
            for (int lost = 0; lost <= random.nextInt(3); lost++) {
                long sector = from / 512 + random.nextLong(good.length / 512 - from / 512 + 1);
                Arrays.fill(torn, (int) Math.max(from, sector * 512), (int) Math.min(torn.length, sector * 512 + 512),
                        (byte) 0);
            }
            Files.write(file, torn);
            try (Journals journals = reopen()) {
                assertThat(readAll(journals.open(0), 0)).isEqualTo(first);
            }
            assertThat(file).hasSize(from);
        }
    }

    @Test
    void missingSectorsBeforeALaterBatchAreDamage() throws IOException {
        long from;
        long to;
        try (Journals journals = create(1 << 20)) {
            Journal journal = journals.open(0);
            write(journal, 1, "first");
            from = Files.size(files().getFirst());
            write(journal, 100, "a rather long record of the second batch");
            to = Files.size(files().getFirst());
            write(journal, 1, "third");
        }
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (int) from, (int) to, (byte) 0);
        Files.write(file, bytes);
        try (Journals journals = reopen()) {
            assertThatThrownBy(() -> journals.open(0)).isInstanceOf(DamageException.class)
                    .hasMessageContaining("byte " + from)
                    .hasMessageContaining("a later batch follows at byte " + to);
        }
    }

    @Test
    void aMissingSegmentIsDamage() throws IOException {
        List<Read> written = new ArrayList<>();
        try (Journals journals = create(300)) {
            Journal journal = journals.open(0);
            for (int i = 0; i < 10; i++) {
                written.addAll(write(journal, 2, "a record of batch " + i));
            }
        }
        Files.delete(files().get(2));
        try (Journals journals = reopen()) {
            Journal journal = journals.open(0);
            assertThatThrownBy(() -> readAll(journal, 0)).isInstanceOf(DamageException.class)
                    .hasMessageContaining("expected a segment that begins at");
        }
    }

    @Test
    void nothingWorksAfterAFailure() throws IOException {
        try (Journals journals = create(300)) {
            Journal journal = journals.open(0);
            write(journal, 4, "fills the first segment, or nearly so ".repeat(2));
            Files.createDirectory(files().getFirst().resolveSibling(".new"));
            journal.add(new byte[100], 0, 100);
            assertThatThrownBy(journal::sync).isInstanceOf(StorageException.class);
            assertThatThrownBy(journal::sync).isInstanceOf(StorageException.class);
            assertThatThrownBy(journal::next).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> journal.add(new byte[1], 0, 1)).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void anotherDirectorysSegmentIsDamage() throws IOException {
        create(300).close();
        try (Journals journals = new Journals(folder, new UUID(3, 4), List.of(LAYOUT), Journals.Trimmed.NOTHING, 300)) {
            assertThatThrownBy(() -> journals.open(0)).isInstanceOf(DamageException.class)
                    .hasMessageContaining("expected a segment of directory");
        }
    }

    private Journals create(long segmentBytes) {
        Journals journals = new Journals(folder, DIRECTORY, List.of(), Journals.Trimmed.NOTHING, segmentBytes);
        journals.create(LAYOUT);
        journals.use(LAYOUT);
        return journals;
    }

    private Journals reopen() {
        return new Journals(folder, DIRECTORY, List.of(LAYOUT), Journals.Trimmed.NOTHING, 1 << 20);
    }

    /** The files of partition 0, in order. */
    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder.resolve("g1/p0000"))) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Read> write(Journal journal, int records, String text) {
        List<Read> written = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            byte[] bytes = ("  " + text + " " + i).getBytes(UTF_8);
            long lowest = journal.next();
            long position = journal.add(bytes, 2, bytes.length - 2);
            assertThat(position).isGreaterThanOrEqualTo(lowest);
            written.add(new Read(position, text + " " + i));
        }
        journal.sync();
        return written;
    }

    private static List<Read> readAll(Journal journal, long from) {
        List<Read> read = new ArrayList<>();
        journal.read(from, into(read));
        return read;
    }

    private static Journal.RecordVisitor into(List<Read> read) {
        return (position, bytes, offset, length) -> read.add(new Read(position,
                new String(bytes, offset, length, UTF_8)));
    }
}
