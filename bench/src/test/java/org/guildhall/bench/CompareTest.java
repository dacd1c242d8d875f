package org.guildhall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from other programs, and what is made of it. */
class CompareTest {
    private static final String REPORT = """
            pgbench (15.14 (Debian 15.14-0+deb12u1))
            transaction type: request.sql
            scaling factor: 1
            query mode: prepared
            number of clients: 32
            number of threads: 2
            maximum number of tries: 1
            duration: 5 s
            number of transactions actually processed: 41230
            number of failed transactions: 0 (0.000%)
            latency average = 3.871 ms
            initial connection time = 38.560 ms
            tps = 8266.483421 (without initial connection time)
            """;

    @Test
    void readsTheRateFromWhatPgbenchPrints() {
        assertThat(Minimum.perSecond(REPORT)).isEqualTo(8266.483421);
    }

    @Test
    void doesNotCountARunInWhichTransactionsFailed() {
        String report = REPORT.replace("failed transactions: 0 (", "failed transactions: 7 (");

        assertThatThrownBy(() -> Minimum.perSecond(report)).hasMessageContaining("failed transactions: 7");
    }

    @Test
    void readsTheRateFromWhatGuildhallPrints() {
        assertThat(Whole.perSecond("{\"full-speed\":{\"activities\":1,\"activities-per-second\":180000.5}}"))
                .isEqualTo(180_000.5);
        assertThatThrownBy(() -> Whole.perSecond("{}")).hasMessageContaining("full-speed");
    }

    @Test
    void readsTheVersionFromWhatPostgresSays() {
        assertThat(Programs.major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)")).isEqualTo(15);
        assertThat(Programs.major("postgres (PostgreSQL) 19devel")).isEqualTo(19);
        assertThat(Programs.major("")).isZero();
    }

    @Test
    void comparesTheLowerOfTheRuns() {
        Comparison comparison = new Comparison(10_000, 80_000, List.of(180_000.0, 170_000.0));

        assertThat(comparison.toRequests()).isEqualTo(17);
        assertThat(comparison.toBatches()).isEqualTo(2.125);
    }

    @Test
    void saysPlainlyWhatWasMissed() {
        assertThat(new Comparison(10_000, 100_000, List.of(160_000.0)).table())
                .endsWith("Guildhall's lower figure is 16.0 times (promised 15: kept) one transaction a request,"
                        + " and 1.6 times (promised 2: missed) batches.");
    }
}
