package org.guildhall.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private final ZoneCalendar calendar = new ZoneCalendar(ZoneId.of("Asia/Shanghai"));
    private final Problems problems = new Problems("file");

    private @Nullable Long read(String text) {
        return Moments.read(new Node.Text(Place.START, text, offset -> Place.START), calendar, problems);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-04-03T10:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z",
        "2025-04-03T10:00:00.250Z",
        "2025-04-03T10:00:00+08:00", "2025-04-03T10:00Z", "2025-04-03t10:00:00z"})
    void asMachinesWriteThem(String text) {
        assertThat(read(text)).isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        assertThat(problems.none()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-04-03T10:00:00Z", "2024-02-29T23:59:59.999Z", "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.001Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.010Z", "1970-01-01T00:00:00Z"})
    void toMachinesInUtc(String text) {
        assertThat(Moments.utc(Instant.parse(text).toEpochMilli())).isEqualTo(text);
    }

    @Test
    void toMachinesAsAnInstantSaysIt() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long moment = random.nextLong(-100_000_000_000_000L, 400_000_000_000_000L) / (i % 2 == 0 ? 1 : 1000)
                    * (i % 2 == 0 ? 1 : 1000);
            assertThat(Moments.utc(moment)).isEqualTo(Instant.ofEpochMilli(moment).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-02-29T10:00:00Z", "2025-04-03T24:00:00Z", "2025-04-03T10:00:60Z", "2025-04-03T10:00:0AZ",
                "2025-04-03 10:00:00Z", "2025-04-03T10:00:00", "202５-04-03T10:00:00Z"})
    void whatIsNoMoment(String text) {
        assertThat(read(text)).isNull();
        assertThat(problems.none()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-02-30", "2025-02-30 10:00", "2025-02-30T10:00:00Z"})
    void aDayThatDoesNotExistIsNamed(String text) {
        assertThat(read(text)).isNull();
        assertThat(problems.all().getFirst().expected()).isEqualTo("a day that exists: there is no 2025-02-30");
    }

    @Test
    void asPeopleWriteThemInTheZoneOfTheProgramme() {
        long ten = OffsetDateTime.parse("2025-04-03T02:00:00Z").toInstant().toEpochMilli();
        assertThat(read("2025-04-03 10:00")).isEqualTo(ten);
        assertThat(read("2025-04-03")).isEqualTo(ten - 10 * 3_600_000);
    }
}
