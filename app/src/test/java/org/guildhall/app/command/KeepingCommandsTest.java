package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.command.Cli.Result;
import org.guildhall.rocksdb.Directory;
import org.guildhall.runtime.RuntimeOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What keeps data: export, doctor, backup, restore, as they are typed. */
class KeepingCommandsTest {
    private static final int CUSTOMERS = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init") Path folder;

    private static Path data() {
        return shared.resolve("data");
    }

    @BeforeAll
    static void imports() throws IOException {
        Path rows = shared.resolve("rows.csv");
        ShopHistory.write(rows, 1_000, CUSTOMERS, 7);
        Path shop = ExampleTerms.folder("online-retail");
        ended(ExitCode.FINE, "import", rows, "--programme", shop, "--map", shop.resolve("map.yaml"), "--data", data());
    }

    @Test
    void exportsATableThatTiesWithTheTotals() {
        List<String> lines = ended(ExitCode.FINE, "export", "--data", data()).out().lines().toList();
        JsonNode totals = ended(ExitCode.FINE, "status", "--data", data(), "--json").json()
                .get("programmes")
                .get(0)
                .get("totals");

        List<String> header = List.of(lines.getFirst().split(",", -1));
        int issued = header.indexOf("points.issued");
        assertThat(header).startsWith("references", "status", "joined", "as-of").contains("membership.tier");
        assertThat(lines).hasSize(1 + CUSTOMERS).allMatch(line -> line.split(",", -1).length == header.size());
        assertThat(lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",", -1)[issued])).sum())
                .isEqualTo(totals.get("points.issued").asLong());
    }

    @Test
    void exportsObjectsToAFile() throws IOException {
        Path file = folder.resolve("members.ndjson");

        JsonNode said = ended(ExitCode.FINE, "export", "--data", data(), "--to", file, "--json").json();

        List<JsonNode> members =
                Files.readAllLines(file).stream().map(JsonMapper.builder().build()::readTree).toList();
        assertThat(said.get("members").asInt()).isEqualTo(CUSTOMERS).isEqualTo(members.size());
        assertThat(members).allSatisfy(member -> {
            long lots = member.get("wallets")
                    .get("points")
                    .get("lots")
                    .valueStream()
                    .mapToLong(lot -> lot.get("points").asLong())
                    .sum();
            assertThat(lots).isEqualTo(member.get("wallets").get("points").get("available").asLong());
            assertThat(member.get("references").get(0).asString()).startsWith("customer:");
        });
        assertThat(folder).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void theSameStateExportsToTheSameBytesWhateverThePartitions() {
        Path backup = folder.resolve("backup");
        Path other = folder.resolve("other");
        ended(ExitCode.FINE, "backup", backup, "--data", data());
        ended(ExitCode.FINE, "restore", backup, "--data", other);
        Directory.open(other, Guild.newEngine(), RuntimeOptions.of(5).withTimers(false)).close();

        for (String format : new String[]{"csv", "ndjson"}) {
            assertThat(ended(ExitCode.FINE, "export", "--data", other, "--format", format).out())
                    .isEqualTo(ended(ExitCode.FINE, "export", "--data", data(), "--format", format).out());
        }
    }

    @Test
    void exportSaysWhatIsWrong() {
        assertThat(ended(ExitCode.USAGE, "export", "--data", data(), "--json").err()).contains("--to");
        assertThat(ended(ExitCode.USAGE, "export", "--data", data(), "--format", "xml").err()).contains("xml");
        assertThat(ended(ExitCode.UNAVAILABLE, "export", "--data", data(), "--programme", "x").err())
                .contains("expected one of online-retail");
        assertThat(ended(ExitCode.UNAVAILABLE, "export", "--data", data(), "--to", folder.resolve("no/where.csv"))
                .err()).contains("found nothing at");
    }

    @Test
    void aRestoredBackupIsTheSame() {
        Path backup = folder.resolve("backup");
        Path restored = folder.resolve("restored");

        ended(ExitCode.FINE, "backup", backup, "--data", data());
        ended(ExitCode.FINE, "restore", backup, "--data", restored);

        assertThat(digest(restored)).isEqualTo(digest(data()));
        assertThat(ended(ExitCode.FINE, "doctor", "--data", restored).out()).contains("50 members, nothing is wrong");
        assertThat(ended(ExitCode.UNAVAILABLE, "backup", backup, "--data", data()).err()).contains("new or empty");
        assertThat(ended(ExitCode.UNAVAILABLE, "restore", backup, "--data", restored).err()).contains("new or empty");
        assertThat(ended(ExitCode.UNAVAILABLE, "restore", folder, "--data", folder.resolve("x")).err())
                .contains("found no backup");
    }

    @Test
    void doctorAndRestoreFindADamagedJournal() throws IOException {
        Path backup = folder.resolve("backup");
        Path restored = folder.resolve("restored");
        ended(ExitCode.FINE, "backup", backup, "--data", data());
        ended(ExitCode.FINE, "restore", backup, "--data", restored);
        damage(backup);
        damage(restored);

        assertThat(ended(ExitCode.DAMAGED, "restore", backup, "--data", folder.resolve("again")).err()).isNotBlank();
        Result doctor = ended(ExitCode.FAILED, "doctor", "--data", restored);
        assertThat(doctor.out() + doctor.err()).contains("expected");
    }

    /** Flips a bit in the first half of the largest segment. */
    private static void damage(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("journal"))) {
            Path segment = files.filter(Files::isRegularFile)
                    .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 3] ^= 1;
            Files.write(segment, bytes);
        }
    }

    private static String digest(Path data) {
        return ended(ExitCode.FINE, "digest", "--data", data).out();
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
