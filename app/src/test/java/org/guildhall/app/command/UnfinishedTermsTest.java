package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.guildhall.app.ExampleTerms;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.core.member.WithdrawnTerms;
import org.guildhall.rocksdb.DirectoryStorage;
import org.guildhall.rocksdb.journal.Durable;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publications and withdrawals that a crash cut off, some of which came too late since. */
class UnfinishedTermsTest {
    private static final Path SHOP = ExampleTerms.folder("online-retail");
    private static final String FIRST = read(ExampleTerms.folder("willow-lane").resolve("terms/2025-01-01.yaml"));
    private static final byte[] LATE =
            new PublishedTerms("online-retail", Instant.parse("2020-01-01T00:00:00Z").toEpochMilli(), "late").encode();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void termsThatCanNoLongerComeInForceAreGivenUpByTheNextPublication() throws IOException {
        Path data = folder.resolve("data");
        serve(data, Faults.NONE).close();
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                + "1,A,x,2,2010-12-01 08:26:00,10.00,1.0,UK\n");
        assertThat(Cli.run("import", rows, "--programme", SHOP, "--map", SHOP.resolve("map.yaml"), "--data", data)
                .exit()).isZero();
        cutOff(data);

        Cli.Result other = Cli.run("publish", ExampleTerms.folder("cdnow"), "--data", data);

        assertThat(other.exit()).as(other.err()).isZero();
        try (LocalRuntime runtime = serve(data, Faults.NONE)) {
            assertThat(runtime.unfinishedTerms()).isNull();
        }
    }

    @Test
    void otherTermsAreRefusedInWordsWhileSomeAreUnfinished() throws IOException {
        Path data = folder.resolve("data");
        cutOff(data);

        Cli.Result result = Cli.run("publish", SHOP, "--data", data);

        assertThat(result.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.err()).startsWith("found terms of online-retail from 2020-01-01 00:00 UTC on")
                .contains("published in part");
    }

    @Test
    void aWithdrawalThatWasCutOffHoldsOnlyOnceItIsEverywhere() throws IOException {
        Path data = folder.resolve("data");
        publish(data, FIRST);
        publish(data, next("2099-01-01"));
        long from = Instant.parse("2098-12-31T16:00:00Z").toEpochMilli();
        cutOff(data, new WithdrawnTerms("willow-lane", from, 0).encode());
        assertThat(status(data)).contains("terms of 2025-01-01, 2099-01-01").doesNotContain("withdrawn");

        Cli.Result other = Cli.run("publish", file(next("2099-02-01")), "--data", data);
        assertThat(other.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(other.err()).contains("withdrawn in part", "withdrawn again first");

        Cli.Result again = Cli.run("withdraw", "2099-01-01", "--data", data);
        assertThat(again.out()).as(again.err()).isEqualTo("willow-lane: terms of 2099-01-01 withdrawn\n");
        assertThat(status(data)).contains("terms of 2025-01-01; withdrawn 2099-01-01");
        publish(data, next("2099-01-01"));
        assertThat(status(data)).contains("terms of 2025-01-01, 2099-01-01; withdrawn 2099-01-01");
    }

    @Test
    void aWithdrawalThatIsInEveryJournalIsFinishedByTheNextStart() throws IOException {
        Path data = folder.resolve("data");
        publish(data, FIRST);
        publish(data, next("2099-01-01"));
        DirectoryStorage storage = DirectoryStorage.open(data);
        LocalRuntime runtime = serve(storage, (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED && partition == 1) {
                throw new IllegalStateException("the process dies");
            }
        });
        long from = Instant.parse("2098-12-31T16:00:00Z").toEpochMilli();
        assertThatThrownBy(() -> runtime.publish(new WithdrawnTerms("willow-lane", from, 0).encode()))
                .hasMessage("the process dies");
        storage.close();
        assertThat(status(data)).contains("terms of 2025-01-01; withdrawn 2099-01-01");
        Cli.Result again = Cli.run("withdraw", "2099-01-01", "--data", data, "--json");
        assertThat(again.out()).contains("\"outcome\":\"repeated\"", "\"told\":0");
    }

    @Test
    void aWithdrawalThatCameTooLateIsGivenUpAndTheTermsStay() throws IOException {
        Path data = folder.resolve("data");
        publish(data, FIRST);
        publish(data, next("2025-02-01"));
        long from = Instant.parse("2025-01-31T16:00:00Z").toEpochMilli();
        cutOff(data, new WithdrawnTerms("willow-lane", from, 0).encode());

        Cli.Result late = Cli.run("withdraw", "2025-02-01", "--data", data);

        assertThat(late.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(late.err()).startsWith("found terms of 2025-02-01, which hold from 2025-01-31 16:00 UTC on");
        publish(data, next("2099-01-01"));
        assertThat(status(data)).contains("terms of 2025-01-01, 2025-02-01, 2099-01-01\n");
    }

    @Test
    void aStoreThatIsMadeAnewFromJournalsKnowsWhatWasWithdrawn() throws IOException {
        Path data = folder.resolve("data");
        publish(data, FIRST);
        publish(data, next("2099-01-01"));
        Cli.run("withdraw", "2099-01-01", "--data", data);
        publish(data, next("2099-01-01"));
        publish(data, next("2099-02-01"));
        Cli.run("withdraw", "2099-02-01", "--data", data);
        String before = status(data);
        Durable.deleteFolder(data.resolve("store"));

        Cli.Result rebuilt = Cli.run("rebuild", "--data", data);

        assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
        assertThat(status(data)).isEqualTo(before)
                .contains("terms of 2025-01-01, 2099-01-01; withdrawn 2099-01-01, 2099-02-01");
    }

    @Test
    void whatCanNotBeWithdrawnIsToldInWords() throws IOException {
        Path data = folder.resolve("data");
        publish(data, FIRST);
        assertThat(Cli.run("withdraw", "2025-01-01", "--data", data).err()).contains("never taken back");
        assertThat(Cli.run("withdraw", "2025-03-01", "--data", data).err())
                .startsWith("found no terms of 2025-03-01, expected one of 2025-01-01");
        assertThat(Cli.run("withdraw", "soon", "--data", data).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Cli.run("withdraw", "2025-03-01", "--programme", "nowhere", "--data", data).err())
                .startsWith("found no programme nowhere");
    }

    private void publish(Path data, String terms) throws IOException {
        Cli.Result result = Cli.run("publish", file(terms), "--data", data);
        assertThat(result.exit()).as(result.err()).isZero();
    }

    private Path file(String terms) throws IOException {
        return Files.writeString(folder.resolve("terms.yaml"), terms);
    }

    private static String next(String date) {
        return FIRST.replace("terms: 2025-01-01", "terms: " + date)
                .replace("    from: 2025-11-11\n    until: 2025-11-12\n", "");
    }

    private static String status(Path data) {
        return Cli.run("status", "--data", data).out();
    }

    private static void cutOff(Path data) {
        cutOff(data, LATE);
    }

    /** One partition of two gets the terms. */
    private static void cutOff(Path data, byte[] terms) {
        Faults death = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED) {
                throw new IllegalStateException("the process dies");
            }
        };
        DirectoryStorage storage = DirectoryStorage.open(data);
        LocalRuntime runtime = serve(storage, death);
        assertThatThrownBy(() -> runtime.publish(terms)).hasMessage("the process dies");
        storage.close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    private static LocalRuntime serve(Path data, Faults faults) {
        return serve(DirectoryStorage.open(data), faults);
    }

    private static LocalRuntime serve(DirectoryStorage storage, Faults faults) {
        return LocalRuntime.stepped(storage, Guild.newEngine(), RuntimeOptions.of(2).withTimers(false), Clock.SYSTEM,
                faults);
    }
}
