package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What refusals come to, in words. */
class FactWordsTest {
    private static Terms terms() throws IOException {
        Path file = Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml");
        return TermsReader.published(Files.readString(file), null);
    }

    @Test
    void whoNamesTheIdOfACommandOfAnotherKindIsToldThatItIsOne() throws IOException {
        MemberRefusal refusal = new MemberRefusal.NotFound("use", "o1", "command");

        assertThat(new FactWords(terms(), Locale.ENGLISH).of(refusal))
                .isEqualTo("there is no use o1: a command of another kind came with this id");
        assertThat(new FactWords(terms(), Locale.CHINESE).of(refusal)).isEqualTo("没有使用记录 o1：以此编号提交的是另一类操作");
    }

    @Test
    void whatIsNotThereAtAllIsSaidWithoutMore() throws IOException {
        assertThat(new FactWords(terms(), Locale.ENGLISH).of(new MemberRefusal.NotFound("spend", "s1", "")))
                .isEqualTo("there is no spend s1");
    }
}
