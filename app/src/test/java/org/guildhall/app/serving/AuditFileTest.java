package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.guildhall.runtime.DamageException;
import org.guildhall.server.access.AuditEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private static final AuditEntry ENTRY = new AuditEntry(0, 1_750_000_000_000L, "a1", "operator", "adjusted",
            "willow-lane", "00000000000000ff", Map.of("outcome", "accepted", "version", "7"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void entriesAreThereAgainAsTheyWereRecorded() {
        AuditEntry bare = AuditEntry.byItself(-1, "guessing", null, Map.of("what", "\"quoted\"\n你好"));
        try (AuditFile file = AuditFile.open(folder)) {
            file.record(ENTRY);
            file.record(bare);
        }
        try (AuditFile file = AuditFile.open(folder)) {
            assertThat(file.recent(9, 9)).containsExactly(bare.numbered(2), ENTRY.numbered(1));
            file.record(ENTRY);
            assertThat(file.recent(1, 9)).containsExactly(ENTRY.numbered(3));
        }
    }

    @Test
    void anyPageOfManyIsFound() {
        int count = 1_000;
        try (AuditFile file = AuditFile.open(folder)) {
            for (int i = 0; i < count; i++) {
                file.record(ENTRY);
            }
        }
        try (AuditFile file = AuditFile.open(folder)) {
            for (int before : List.of(1, 2, 3, 255, 256, 257, 258, 513, 1000, 1001, 5000)) {
                List<Long> numbers = file.recent(200, before).stream().map(AuditEntry::number).toList();
                int newest = Math.min(before - 1, count);
                assertThat(numbers).as("before %d", before).hasSize(Math.min(200, newest));
                for (int i = 0; i < numbers.size(); i++) {
                    assertThat(numbers.get(i)).isEqualTo(newest - i);
                }
            }
        }
    }

    @Test
    void anEntryThatWasCutOffIsGoneAndTheNextTakesItsNumber() throws IOException {
        try (AuditFile file = AuditFile.open(folder)) {
            file.record(ENTRY);
        }
        Files.writeString(folder.resolve(AuditFile.NAME), "{\"number\":2,\"mom", StandardOpenOption.APPEND);
        try (AuditFile file = AuditFile.open(folder)) {
            file.record(ENTRY);
            assertThat(file.recent(9, 9)).extracting(AuditEntry::number).containsExactly(2L, 1L);
        }
    }

    @Test
    void aChangedEntryIsSaidWithItsPlace() throws IOException {
        try (AuditFile file = AuditFile.open(folder)) {
            file.record(ENTRY);
            file.record(ENTRY);
        }
        Path path = folder.resolve(AuditFile.NAME);
        Files.writeString(path, Files.readString(path).replaceFirst("operator", "nobody--"));
        assertThatThrownBy(() -> AuditFile.open(folder)).isInstanceOf(DamageException.class)
                .hasMessageContaining("audit at byte 0 as it was written, but found ");
    }
}
