package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") Path folder;

    @Test
    void measuresIngestLatencySizesAndStarts() {
        Path data = folder.resolve("measured");

        JsonNode figures = Cli.run("bench", "ingest", "--members", "300", "--seconds", "0.5", "--paced-seconds", "0.5",
                "--expiry-seconds", "1", "--kill-after", "0.5", "--partitions", "2", "--cache", "64", "--data", data,
                "--json").json();

        assertThat(figures.get("first-orders").get("activities").asLong()).isEqualTo(300);
        assertThat(figures.get("full-speed").get("activities").asLong()).isPositive();
        assertThat(figures.get("at-70-percent").get("p99-millis").asDouble()).isPositive();
        assertThat(figures.get("at-50-percent-with-expiry").get("timers").asLong()).isPositive();
        assertThat(figures.get("cached-members").asLong()).isEqualTo(300);
        assertThat(figures.get("start-after-clean-stop-seconds").asDouble()).isPositive();
        assertThat(figures.get("start-after-kill-seconds").asDouble()).isPositive();
        assertThat(Cli.run("status", "--data", data).out()).contains("points.expired");
        assertThat(Cli.run("doctor", "--data", data).exit()).isZero();
    }

    @Test
    void aRushForFewIsOverOnceTheyAreGoneWhateverIsKilled() {
        JsonNode figures = Cli.run("bench", "claims", "--members", "1500", "--claims", "3000", "--gone-seconds", "0.5",
                "--warm-up-seconds", "0.5", "--kills", "1", "--partitions", "2", "--json")
                .json();

        assertThat(figures.at("/granted/claims-per-second").asDouble()).isPositive();
        assertThat(figures.at("/refused/claims-per-second").asDouble()).isPositive();
        assertThat(figures.get("granted-at-kill-1").asLong()).isBetween(500L, 1000L);
        assertThat(figures.get("granted-after-kills").asLong()).isEqualTo(1000);
    }

    @Test
    void refusesAFolderWithSomethingInItAndNoMembers() throws IOException {
        Files.writeString(folder.resolve("mine"), "");

        Cli.Result other = Cli.run("bench", "ingest", "--data", folder);
        Cli.Result nobody = Cli.run("bench", "ingest", "--members", "0");

        assertThat(other.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(other.err()).contains("expected a new directory");
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("found 0 members, expected 1 to 100000000");
    }
}
