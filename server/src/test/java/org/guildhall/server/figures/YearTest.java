package org.guildhall.server.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YearTest {
    @Test
    void theLargestAmountIsSharedByHeads() {
        Figures.Month june = new Figures.Month(YearMonth.of(2025, 6), 0, Map.of("members", 1L));
        Figures.Month july = new Figures.Month(YearMonth.of(2025, 7), 1, Map.of("members", 2L));
        assertThat(Year.of(List.of(june, july)).aHead(Long.MAX_VALUE, List.of("members"), List.of()))
                .isEqualTo(new BigDecimal("6148914691236517204.6667"));
    }
}
