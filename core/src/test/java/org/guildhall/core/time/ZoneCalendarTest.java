package org.guildhall.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@code java.time}, at and around every clock change, at month ends, and far away. */
class ZoneCalendarTest {
    private static final long HOUR = 3_600_000L;

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe",
        "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "Asia/Kathmandu"})
    void agreesWithTheDatesOfJava(String name) {
        ZoneId zone = ZoneId.of(name);
        ZoneCalendar calendar = new ZoneCalendar(zone);
        for (long moment : moments(zone)) {
            ZonedDateTime time = Instant.ofEpochMilli(moment).atZone(zone);
            LocalDate day = time.toLocalDate();
            assertThat(calendar.dayOf(moment)).as("%s", time).isEqualTo(day.toEpochDay());
            assertThat(calendar.startOf(day)).as("%s", time).isEqualTo(millis(day.atStartOfDay(zone)));
            for (int amount : new int[]{1, 7, 30, 366}) {
                assertThat(calendar.plus(moment, new Period(amount, PeriodUnit.DAYS))).as("%s + %s days", time, amount)
                        .isEqualTo(millis(time.toLocalDateTime().plusDays(amount).atZone(zone)));
                assertThat(calendar.minus(moment, new Period(amount, PeriodUnit.WEEKS)))
                        .as("%s - %s weeks", time, amount)
                        .isEqualTo(millis(time.toLocalDateTime().minusWeeks(amount).atZone(zone)));
                assertThat(calendar.plus(moment, new Period(amount, PeriodUnit.MONTHS))).as("%s + %s months", time,
                        amount).isEqualTo(millis(time.toLocalDateTime().plusMonths(amount).atZone(zone)));
                assertThat(calendar.minus(moment, new Period(amount, PeriodUnit.YEARS)))
                        .as("%s - %s years", time, amount)
                        .isEqualTo(millis(time.toLocalDateTime().minusYears(amount).atZone(zone)));
            }
        }
    }

    private static long millis(ZonedDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    private static List<Long> moments(ZoneId zone) {
        List<Long> moments = new ArrayList<>();
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse("2005-01-01T00:00:00Z"));
        while (change != null && change.getInstant().isBefore(Instant.parse("2030-01-01T00:00:00Z"))) {
            long at = change.getInstant().toEpochMilli();
            for (long around : new long[]{-24 * HOUR, -HOUR, -1, 0, 1, HOUR / 2, HOUR, 24 * HOUR}) {
                moments.add(at + around);
                moments.add(at + around - 30 * 24 * HOUR);
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            moments.add(random.nextLong(Instant.parse("1800-01-01T00:00:00Z").toEpochMilli(),
                    Instant.parse("2400-01-01T00:00:00Z").toEpochMilli()));
        }
        for (String end : new String[]{"2024-02-29T23:59:59.999Z", "2023-12-31T16:00:00Z", "2025-01-31T00:00:00Z",
            "1899-12-31T23:00:00Z", "2199-12-31T12:00:00Z"}) {
            moments.add(Instant.parse(end).toEpochMilli());
        }
        return moments;
    }
}
