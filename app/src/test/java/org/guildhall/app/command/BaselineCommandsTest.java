package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.command.Cli.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Baselines, trims and rebuilds, as they are typed. */
class BaselineCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;

    @BeforeEach
    void imports() throws IOException {
        data = folder.resolve("data");
        Path rows = folder.resolve("rows.csv");
        ShopHistory.write(rows, 200, 20, 7);
        Path shop = ExampleTerms.folder("online-retail");
        ended(ExitCode.FINE, "import", rows, "--programme", shop, "--map", shop.resolve("map.yaml"), "--data", data);
    }

    @Test
    void aBaselineIsTakenListedAndRebuiltFrom() throws IOException {
        String before = digest();
        JsonNode taken = ended(ExitCode.FINE, "baseline", "--data", data, "--name", "first", "--json").json();
        assertThat(taken.get("entities").asInt()).isEqualTo(20);
        assertThat(ended(ExitCode.FINE, "baseline", "--data", data, "--list").out()).startsWith("first: ")
                .contains("20 entities, checksum " + taken.get("checksum").asString());
        assertThat(ended(ExitCode.FINE, "baseline", "--data", data, "--list", "--json").json()
                .get("baselines")
                .get(0)
                .get("scheduled")
                .asBoolean()).isFalse();

        assertThat(ended(ExitCode.FINE, "rebuild", "--data", data).out()).contains("from baseline first");
        assertThat(digest()).isEqualTo(before);
        assertThat(ended(ExitCode.FINE, "rebuild", "--data", data, "--from", "start", "--json").json()
                .get("from")
                .asString()).isEqualTo("start");
        assertThat(digest()).isEqualTo(before);
        Files.writeString(data.resolve("store/CURRENT"), "nonsense\n");
        ended(ExitCode.FINE, "rebuild", "--data", data);
        assertThat(digest()).isEqualTo(before);
        assertThat(ended(ExitCode.FINE, "doctor", "--data", data).out()).contains("nothing is wrong");
    }

    @Test
    void trimNeedsABaselineThatIsThere() {
        assertThat(ended(ExitCode.UNAVAILABLE, "trim", "--data", data).err()).contains("found no baseline in " + data,
                "guildhall baseline --data " + data + " takes it");
        assertThat(ended(ExitCode.FINE, "baseline", "--data", data, "--list").out()).contains("no baselines yet");
        ended(ExitCode.FINE, "baseline", "--data", data, "--name", "before-summer");
        assertThat(ended(ExitCode.UNAVAILABLE, "trim", "--data", data, "--before", "before-sumer").err())
                .contains("found no baseline before-sumer, expected one of before-summer, did you mean before-summer");
        assertThat(ended(ExitCode.UNAVAILABLE, "rebuild", "--data", data, "--from", "before-sumer").err())
                .contains("did you mean before-summer");
        assertThat(ended(ExitCode.FAILED, "baseline", "--data", data, "--name", "before-summer").err())
                .contains("expected a new name");
        assertThat(ended(ExitCode.FAILED, "baseline", "--data", data, "--name", "../x").err())
                .contains("expected a name of letters");
        assertThat(ended(ExitCode.USAGE, "baseline", "--data", data, "--name", "start").err()).contains("start");
        assertThat(ended(ExitCode.FINE, "trim", "--data", data, "--before", "before-summer").out())
                .contains("nothing to trim");
        assertThat(ended(ExitCode.UNAVAILABLE, "trim", "--data", folder.resolve("nowhere")).err())
                .contains("found no directory");
        assertThat(digest()).isNotBlank();
    }

    @Test
    void aLostStoreIsSaidToBeAndRebuilt() throws IOException {
        String before = digest();
        Files.move(data.resolve("store"), folder.resolve("lost"));

        assertThat(ended(ExitCode.DAMAGED, "status", "--data", data).err()).contains("guildhall rebuild makes them");
        ended(ExitCode.FINE, "rebuild", "--data", data);

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void theScheduleOfBaselinesIsAskedForInItsOwnWords() {
        String wrong = "found \"often\", expected a size and a time such as 4GiB,24h, one of them, or off";
        assertThat(ended(ExitCode.USAGE, "demo", "--baseline-every", "often").err()).contains(wrong);
        assertThat(new BaselineOption.Converter().convert("512MiB,6h").toString())
                .isEqualTo("BaselineSchedule[journalBytes=536870912, interval=PT6H, kept=2]");
    }

    private String digest() {
        return ended(ExitCode.FINE, "digest", "--data", data).out();
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
