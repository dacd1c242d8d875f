package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.guildhall.app.ExampleTerms;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.rocksdb.DirectoryStorage;
import org.guildhall.runtime.Clock;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.loop.LocalRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publication that a crash cut off, and whose terms would hold from a moment that has passed since. */
class UnfinishedTermsTest {
    private static final Path SHOP = ExampleTerms.folder("online-retail");
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

    /** One partition of two gets the terms. */
    private static void cutOff(Path data) {
        Faults death = (moment, partition) -> {
            if (moment == Moment.TERMS_SYNCED) {
                throw new IllegalStateException("the process dies");
            }
        };
        DirectoryStorage storage = DirectoryStorage.open(data);
        LocalRuntime runtime = serve(storage, death);
        assertThatThrownBy(() -> runtime.publish(LATE)).hasMessage("the process dies");
        storage.close();
    }

    private static LocalRuntime serve(Path data, Faults faults) {
        return serve(DirectoryStorage.open(data), faults);
    }

    private static LocalRuntime serve(DirectoryStorage storage, Faults faults) {
        return LocalRuntime.stepped(storage, Guild.newEngine(), RuntimeOptions.of(2).withTimers(false), Clock.SYSTEM,
                faults);
    }
}
