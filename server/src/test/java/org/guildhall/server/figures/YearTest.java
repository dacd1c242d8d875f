package org.guildhall.server.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YearTest {
    private static final long DAY = 86_400_000;

    /** The clock of a sandbox stands at the end of a year, which is the first moment of the next. */
    @Test
    void aMonthThatHasOnlyBegunIsNotOneOfTwelve() {
        List<Figures.Month> months = new ArrayList<>(IntStream.rangeClosed(1, 12)
                .mapToObj(month -> new Figures.Month(YearMonth.of(2025, month), 30 * DAY * month - 1, Map.of()))
                .toList());
        months.add(new Figures.Month(YearMonth.of(2026, 1), 360 * DAY, Map.of()));
        assertThat(Year.of(months).from()).isEqualTo(YearMonth.of(2025, 1));
        assertThat(Year.of(months).months()).hasSize(12);

        months.set(12, new Figures.Month(YearMonth.of(2026, 1), 362 * DAY, Map.of()));
        assertThat(Year.of(months).from()).isEqualTo(YearMonth.of(2025, 2));
    }

    @Test
    void theLargestAmountIsSharedByHeads() {
        Figures.Month june = new Figures.Month(YearMonth.of(2025, 6), 0, Map.of("members", 1L));
        Figures.Month july = new Figures.Month(YearMonth.of(2025, 7), 5 * DAY, Map.of("members", 2L));
        assertThat(Year.of(List.of(june, july)).aHead(Long.MAX_VALUE, List.of("members"), List.of()))
                .isEqualTo(new BigDecimal("6148914691236517204.6667"));
    }
}
