package org.guildhall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFormTest {
    /** The same, as an expression. */
    private static final Pattern FORM =
            Pattern.compile("[a-z][a-z0-9-]{0,31}:(?! )[^/\\p{Cc}\\p{Cs}\\x{FFFD}]+(?<! )");

    @ParameterizedTest
    @ValueSource(strings = {"customer:17850", "phone:+86 139", "c:会员", "a-1:a:b", "e:👍"})
    void fits(String reference) {
        assertThat(ReferenceForm.fits(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a:", ":1", "17850", "Customer:1", "1a:1", "a b:1", "a: 1", "a:1 ", "a:1/2", "a:\n",
                "a:\u007f", "a:\u0085", "a:\ud800", "a:\ufffd", "abcdefghijklmnopqrstuvwxyz-0123456:1"})
    void doesNotFit(String reference) {
        assertThat(ReferenceForm.fits(reference)).isFalse();
    }

    @Test
    void isNotLongerThanIsKept() {
        assertThat(ReferenceForm.fits("a:" + "x".repeat(1022))).isTrue();
        assertThat(ReferenceForm.fits("a:" + "x".repeat(1023))).isFalse();
    }

    @Test
    void isTheExpression() {
        String letters = "az09-A: /é会\u0000\u0085\ufffd\ud83d\udc4d";
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "a:" : "");
            for (int n = random.nextInt(5); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String reference = text.toString();
            assertThat(ReferenceForm.fits(reference)).as(reference).isEqualTo(FORM.matcher(reference).matches());
        }
    }
}
