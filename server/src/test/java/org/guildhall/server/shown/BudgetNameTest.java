package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Budgets as refusals and the journal name them. */
class BudgetNameTest {
    @Test
    void refusalsNameThemWithWhatTheyAreOf() {
        assertThat(BudgetName.of("sale-500 coupons per lifetime"))
                .isEqualTo(new BudgetName("sale-500", true, false, null, "lifetime"));
        assertThat(BudgetName.of("sale money per calendar day"))
                .isEqualTo(new BudgetName("sale", false, true, null, "day"));
        assertThat(BudgetName.of("sale money of brand per calendar half-year"))
                .isEqualTo(new BudgetName("sale", false, true, "brand", "half-year"));
    }

    @Test
    void theJournalNamesThemWithTheirOffer() {
        assertThat(BudgetName.of("sale/all/coupons per lifetime"))
                .isEqualTo(new BudgetName("sale", false, false, null, "lifetime"));
        assertThat(BudgetName.of("sale/sale-500/coupons per lifetime"))
                .isEqualTo(new BudgetName("sale-500", true, false, null, "lifetime"));
        assertThat(BudgetName.of("sale/all/money/brand per calendar month"))
                .isEqualTo(new BudgetName("sale", false, true, "brand", "month"));
    }

    @Test
    void aStockIsNone() {
        assertThat(BudgetName.of("film-codes")).isNull();
    }
}
