package org.guildhall.app.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.guildhall.runtime.DamageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path path;
    private byte[] whole = {};

    @BeforeEach
    void threeLines() throws IOException {
        path = folder.resolve("lines");
        assertThat(add("one")).isEmpty();
        assertThat(add("two", "three")).containsExactly("one");
        whole = Files.readAllBytes(path);
    }

    @Test
    void linesAreThereAgainAndEachIsJson() throws IOException {
        assertThat(add()).containsExactly("one", "two", "three");
        assertThat(Files.readString(path).lines())
                .hasSize(3)
                .allMatch(line -> line.matches("\\{\"word\":\"[a-z]+\",\"crc32c\":\"[0-9a-f]{8}\"}"));
    }

    @Test
    void aLineThatWasCutOffAnywhereIsCutAwayAndTheNextTakesItsPlace() throws IOException {
        int third = whole.length / 3 * 2;
        while (whole[third - 1] != '\n') {
            third++;
        }
        for (int length = third; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(add("four")).as("cut at %d", length).containsExactly("one", "two");
            assertThat(add()).containsExactly("one", "two", "four");
        }
    }

    @Test
    void aLastLineOfWhichAPartWasNeverWrittenIsCutAway() throws IOException {
        byte[] torn = whole.clone();
        Arrays.fill(torn, whole.length - 20, whole.length - 10, (byte) 0);
        Files.write(path, torn);
        assertThat(add()).containsExactly("one", "two");
    }

    @Test
    void everyOtherByteThatChangedIsDamage() throws IOException {
        for (int i = 0; i < whole.length - 1; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(path, damaged);
            assertThatThrownBy(this::add).as("byte %d", i)
                    .isInstanceOf(DamageException.class)
                    .hasMessageContaining("expected a line in " + path + " at byte ");
        }
    }

    @Test
    void aLineThatIsMissingIsDamage() throws IOException {
        List<String> lines = Files.readAllLines(path);
        lines.remove(1);
        Files.write(path, lines);
        assertThatThrownBy(this::add).isInstanceOf(DamageException.class);
    }

    @Test
    void aLineTooShortToBeOneIsDamage() throws IOException {
        Files.writeString(path, "{\"word\":\"\"}\n" + Files.readString(path));
        assertThatThrownBy(this::add).isInstanceOf(DamageException.class).hasMessageContaining("found only 12 bytes");
    }

    /** Opens it, adds these words; gives those that were there. */
    private List<String> add(String... words) {
        List<String> before = new ArrayList<>();
        try (LineFile file = LineFile.open(path, (mark, line) -> before.add(line.path("word").asString()))) {
            for (String word : words) {
                file.append(Map.of("word", word));
            }
        }
        return before;
    }
}
