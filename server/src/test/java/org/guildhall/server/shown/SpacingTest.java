package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Between Chinese and Latin. */
class SpacingTest {
    @Test
    void aSpaceStandsBetweenChineseAndLatinOrFigures() {
        assertThat(joined("第 3 批的", "12.50 积分")).isEqualTo("第 3 批的 12.50 积分");
        assertThat(joined("订购了", "Plus", "；付款后开始")).isEqualTo("订购了 Plus；付款后开始");
        assertThat(joined("年度会员", "已付款")).isEqualTo("年度会员已付款");
        assertThat(joined("占", "20.0%", "以上")).isEqualTo("占 20.0% 以上");
        assertThat(joined("再有 ", "5.00 CNY", "即升为", "Gold")).isEqualTo("再有 5.00 CNY 即升为 Gold");
    }

    @Test
    void datesInChineseStandWithoutOne() {
        assertThat(joined("自", "2025年7月1日", "起")).isEqualTo("自2025年7月1日起");
        assertThat(joined("可在", "2025年7月1日 12:00", "之前")).isEqualTo("可在2025年7月1日 12:00 之前");
    }

    @Test
    void phrasesAreSetSo() {
        Phrases chinese = Phrases.in("words", Locale.CHINESE);

        assertThat(chinese.of("plan.paid", Map.of("plan", "Plus", "until", "2025-07-15 12:00")::get))
                .isEqualTo("Plus 已付款，至 2025-07-15 12:00");
        assertThat(chinese.of("posted.available-expired", Map.of("lot", "3", "points", "12 积分")::get))
                .isEqualTo("第 3 批的 12 积分已过期");
    }

    private static String joined(String... pieces) {
        StringBuilder text = new StringBuilder();
        for (String piece : pieces) {
            Spacing.append(text, piece);
        }
        return text.toString();
    }
}
