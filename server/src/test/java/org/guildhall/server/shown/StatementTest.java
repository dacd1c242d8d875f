package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What happened, in words. */
class StatementTest {
    private final Terms terms = terms();

    @Test
    void aUsedLimitGoesByTheNameOfWhatHasIt() {
        assertThat(english("currency points/amount per calendar month", 1200))
                .isEqualTo("1,200 of the limit for “Points” per calendar month used");
        assertThat(chinese("currency points/amount per calendar month", 1200)).isEqualTo("使用了「积分」每自然月限额中的 1,200");
        assertThat(english("currency points/amount per calendar month", -20))
                .isEqualTo("20 of the limit for “Points” per calendar month free again");
        assertThat(english("rule fresh/amount per calendar month", 7))
                .isEqualTo("7 of the limit for “Fresh food counts twice” per calendar month used");
        assertThat(chinese("rule birthday/times per calendar half-year", 1)).isEqualTo("使用了「生日礼」每自然半年次数中的 1 次");
        assertThat(english("rule birthday/times per lifetime", 1))
                .isEqualTo("1 of the times allowed for “Birthday” in a lifetime used");
        assertThat(english("rule four-weeks/streak of calendar week", 1))
                .isEqualTo("“Four weeks in a row” is reached, once per calendar week");
    }

    private String english(String limit, long amount) {
        return words(limit, amount, Locale.ENGLISH);
    }

    private String chinese(String limit, long amount) {
        return words(limit, amount, Locale.CHINESE);
    }

    private String words(String limit, long amount, Locale language) {
        return new Statement(terms, language)
                .words(new EntryView.Line(0, "limit used", Map.of("limit", limit, "amount", amount)));
    }

    private static Terms terms() {
        Path file = Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml");
        try {
            return TermsReader.published(Files.readString(file), null);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
