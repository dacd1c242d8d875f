package org.guildhall.app.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPlaceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "\n", "/somewhere/guildh", "relative/socket\n"})
    void whatACrashLeftOfTheFileThatNamesAnotherPlaceCountsForNothing(String left) throws IOException {
        Path serving = Files.createDirectory(data.resolve("serving"));
        Files.writeString(serving.resolve("elsewhere"), left);
        Files.writeString(serving.resolve("elsewhere.new"), left);
        Files.writeString(serving.resolve("socket"), "");

        assertThat(SocketPlace.find(data).getPath().getFileName()).hasToString("socket");
        assertThat(SocketPlace.find(data).getPath().toAbsolutePath()).startsWith(serving.toAbsolutePath());
        assertThat(SocketPlace.make(data).getPath().getFileName()).hasToString("socket");

        assertThat(serving.resolve("elsewhere.new")).doesNotExist();
        SocketPlace.clear(data);
        assertThat(serving).doesNotExist();
        assertThat(data).exists();
    }

    @Test
    void aLongPathIsNamedByAWholeFileAndClearedWithIt() throws IOException {
        Path far = Files.createDirectories(data.resolve("a-long-name".repeat(12)));
        Path made = SocketPlace.make(far).getPath();

        assertThat(SocketPlace.find(far).getPath()).isEqualTo(made);
        assertThat(far.resolve("serving")).isDirectoryContaining("glob:**elsewhere");
        assertThat(far.resolve("serving/elsewhere.new")).doesNotExist();
        SocketPlace.clear(far);
        assertThat(made.getParent()).doesNotExist();
        assertThat(far.resolve("serving")).doesNotExist();
    }
}
