package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A data directory as the version before plans kept a country's rules wrote it: seven imported orders of four members that are
 * snapshotted, and behind them, in the journals alone, since the process was killed, plans, payments, uses, spends and grants of two. What is
 * asserted is what that version showed.
 */
class EarlierDirectoryTest {
    private static final Map<String, String> TOTALS = Map.of("growth.available", "6930", "members", "4",
            "plan.paid.paid", "2", "points.available", "1659.76", "points.issued", "6930.86", "points.pending",
            "5241.10",
            "points.spent", "30.00", "tier.membership/diamond", "3", "tier.membership/ordinary", "1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream packed = getClass().getResourceAsStream("/org/guildhall/app/earlier/format-2.zip");
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = data().resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void itIsOpenedToTheSameFigures() {
        JsonNode totals = status();
        TOTALS.forEach((name, amount) -> assertThat(totals.path(name).asString()).as(name).isEqualTo(amount));
        String lin = show("customer:lin");
        assertThat(lin).contains("points         1,279.56 available", "spent        15.00",
                "1,219.56 earned 2025-03-01 10:00, expire 2026-03-01 10:00",
                "diamond granted until 2025-08-01 00:00, earned gold since 2025-03-01 10:00 until 2026-03-01 10:00",
                "By hand granted until 2025-09-01 00:00: sorry", "Return freight");
        assertThat(show("customer:mei")).contains("diamond granted until 2025-08-01 00:00, earned ordinary");
        assertThat(status()).as("after another start").isEqualTo(totals);
    }

    @Test
    void itsSnapshotsAreThoseThatItsJournalsMake() {
        String digest = digest();
        assertThat(digest).matches("[0-9a-f]{64}");
        Cli.Result rebuilt = Cli.run("rebuild", "--from", "start", "--data", data());
        assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
        assertThat(digest()).isEqualTo(digest);
        Cli.Result doctor = Cli.run("doctor", "--data", data());
        assertThat(doctor.exit()).as(doctor.out() + doctor.err()).isZero();
        TOTALS.forEach((name, amount) -> assertThat(status().path(name).asString()).as(name).isEqualTo(amount));
    }

    @Test
    void itIsWrittenOn() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.csv"), "order,customer,time,amount\n"
                + "7,wu,2025-03-09 20:15,41.10\n8,lin,2025-03-21 10:00,100.00\n9,jo,2025-03-22 10:00,7.00\n");
        Path map = Files.writeString(folder.resolve("map.yaml"), """
                file: {charset: UTF-8, delimiter: ",", quote: none, header: first row}
                zone: Asia/Shanghai
                columns:
                  order: text
                  customer: text
                  time: time yyyy-MM-dd HH:mm
                  amount: number
                member: {reference: customer, namespace: customer}
                at: time
                activities:
                  order:
                    id: order/{order}
                    fields:
                      amount: amount
                """);
        Cli.Result imported =
                Cli.run("import", rows, "--programme", "harbour", "--map", map, "--data", data(), "--json");
        assertThat(imported.exit()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("\"accepted\":2", "\"repeated\":1");

        assertThat(status().path("members").asString()).isEqualTo("5");
        assertThat(status().path("points.issued").asString()).isEqualTo("7037.86");
        String lin = Cli.run("show", "customer:lin", "--at", "2025-04-18 12:00", "--data", data()).out();
        assertThat(lin).contains("points         1,379.56 available");
        String digest = digest();
        assertThat(Cli.run("rebuild", "--from", "start", "--data", data()).exit()).isZero();
        assertThat(digest()).isEqualTo(digest);
    }

    private JsonNode status() {
        Cli.Result status = Cli.run("status", "--data", data(), "--json");
        assertThat(status.exit()).as(status.err()).isZero();
        return status.json().at("/programmes/0/totals");
    }

    private String show(String reference) {
        Cli.Result shown = Cli.run("show", reference, "--at", "2025-03-20 10:00", "--data", data());
        assertThat(shown.exit()).as(shown.err()).isZero();
        return shown.out();
    }

    private String digest() {
        return Cli.run("digest", "--at", "2025-04-01", "--data", data()).out().strip();
    }
}
