package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guildhall.app.RealData;
import org.guildhall.app.command.Cli.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code guildhall stock} as it is typed. */
class StockCommandTest {
    private static final Path TERMS =
            RealData.repository().resolve("core-testkit/src/test/resources/programmes/claims/terms/2025-01-01.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void publish() {
        ended(ExitCode.FINE, "publish", TERMS, "--data", data());
    }

    @Test
    void theSameCodesComeInOnce() throws IOException {
        Path codes = Files.writeString(folder.resolve("codes.txt"), "F-1\n\n F-2 \n   \n");
        for (int i = 0; i < 2; i++) {
            assertThat(fine("film-codes", "--codes", codes).out())
                    .contains("2 left of 2 codes: 0 issued, 0 withdrawn, 0 spoiled");
        }
        Path longer = Files.writeString(folder.resolve("longer.txt"), "F-3\nF-2\n");
        assertThat(stock(ExitCode.FAILED, "film-codes", "--codes", longer).err())
                .contains("code number 2 of those sent");
        assertThat(stock(ExitCode.UNAVAILABLE, "film-codes", "--codes", folder.resolve("none")).err())
                .contains("found no file");
    }

    @Test
    void whatHasAnIdIsDoneOnceHoweverOftenItIsAsked() {
        for (int i = 0; i < 2; i++) {
            fine("cleaners", "--pieces", 5, "--id", "delivery-1");
        }
        JsonNode cleaners = fine("cleaners", "--withdraw", 2, "--json").json().path("stocks").path(0);
        assertThat(cleaners.path("stock").asString()).isEqualTo("cleaners");
        assertThat(cleaners.path("holds").asString()).isEqualTo("pieces");
        assertThat(List.of("added", "issued", "withdrawn", "spoiled", "left")
                .stream()
                .map(key -> cleaners.path(key).asLong()))
                .containsExactly(5L, 0L, 2L, 0L, 3L);
        assertThat(cleaners.path("reorder").asBoolean()).isFalse();
        assertThat(stock(ExitCode.FAILED, "cleaners", "--pieces", 6, "--id", "delivery-1").err()).contains("id");
    }

    @Test
    void refusesToTakeOutMoreThanThereIsAndStocksThatAreNone() {
        fine("cleaners", "--pieces", 1);
        assertThat(stock(ExitCode.FAILED, "cleaners", "--withdraw", 2).err()).contains("2 asked for, 1 left");
        for (String answer : List.of("2 asked for, 1 left", "was refused within the last day, expected another --id")) {
            assertThat(stock(ExitCode.FAILED, "cleaners", "--withdraw", 2, "--id", "w1").err()).contains(answer);
        }
        assertThat(stock(ExitCode.UNAVAILABLE, "cleaner").err())
                .contains("found no stock cleaner in claims, expected one of cleaners, voucher-codes");
        assertThat(stock(ExitCode.USAGE, "--pieces", 1).err()).contains("found no stock");
        assertThat(fine().out().lines()).hasSize(7).first().asString().contains("time to order more");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Result fine(Object... words) {
        return stock(ExitCode.FINE, words);
    }

    private Result stock(int exit, Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "stock";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = data();
        return ended(exit, all);
    }

    private static Result ended(int exit, Object... words) {
        Result result = Cli.run(words);
        assertThat(result.exit()).as("%s%n%s%s", List.of(words), result.out(), result.err()).isEqualTo(exit);
        return result;
    }
}
