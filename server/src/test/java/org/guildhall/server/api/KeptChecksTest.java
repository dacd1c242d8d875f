package org.guildhall.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.BenefitCheck;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.http.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which answers are given again, and which are asked for anew. */
class KeptChecksTest {
    private static final Terms TERMS = terms();
    private static final Catalogue PUBLISHED = Catalogue.of(TERMS.from(), TERMS);
    private static final KeptChecks.Asked ASKED =
            new KeptChecks.Asked(new EntityName(7, EntityKind.MEMBER, 1), "film", Long.MAX_VALUE);
    private static final long NOW = 1_000;
    private static final long UNTIL = 2_000;

    private final KeptChecks kept = KeptChecks.ofHeap(16 << 20);
    private long asked;

    private static Terms terms() {
        try {
            String text = Files.readString(Path.of("..", "programmes", "prime", "terms", "2024-01-01.yaml"));
            return ((TermsReader.Result.Read) TermsReader.read("prime", text, null)).terms();
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** What is found says how often was asked before. */
    private BenefitCheck found() {
        return new BenefitCheck(
                new BenefitView("film", "allowance", true, List.of(), null, "uses", 2, asked++, 1, UNTIL, 0, 0, 0, 0, 0,
                        0, null, null, List.of()),
                NOW, UNTIL);
    }

    private String answer(KeptChecks.Asked of, Catalogue programme, long version, long now) {
        return text(Objects.requireNonNull(kept.answer(of, programme, version, now, this::found)));
    }

    private static String text(Reply reply) {
        return new String(((Reply.Body.Whole) reply.body()).bytes(), UTF_8);
    }

    @Test
    void theSameIsAnsweredOfTheSameStateAndTermsUntilItEnds() {
        String first = answer(ASKED, PUBLISHED, 3, NOW);

        assertThat(first).contains("\"used\":\"0\"");
        assertThat(answer(ASKED, PUBLISHED, 3, NOW)).isEqualTo(first);
        assertThat(answer(ASKED, PUBLISHED, 3, UNTIL - 1)).isEqualTo(first);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void anythingElseIsAskedAnew() {
        String first = answer(ASKED, PUBLISHED, 3, NOW);

        assertThat(answer(ASKED, PUBLISHED, 4, NOW)).as("another state").isNotEqualTo(first);
        assertThat(answer(ASKED, PUBLISHED, 3, NOW)).as("the state before, seen late").isNotEqualTo(first);
        assertThat(answer(ASKED, Catalogue.of(TERMS.from(), TERMS), 3, NOW)).as("published again").contains("\"3\"");
        assertThat(answer(ASKED, PUBLISHED, 3, UNTIL)).as("when it may be otherwise").contains("\"4\"");
        assertThat(answer(ASKED, PUBLISHED, 3, NOW - 1)).as("a clock that went back").contains("\"5\"");
        assertThat(answer(new KeptChecks.Asked(ASKED.member(), "film", 100), PUBLISHED, 3, NOW)).as("for an order")
                .contains("\"6\"");
        assertThat(answer(new KeptChecks.Asked(new EntityName(7, EntityKind.MEMBER, 2), "film", Long.MAX_VALUE),
                PUBLISHED, 3, NOW)).as("another member").contains("\"7\"");
    }

    @Test
    void nothingIsKeptOfNothing() {
        Reply none = kept.answer(ASKED, PUBLISHED, 3, NOW, KeptChecksTest::nothing);
        assertThat(none).isNull();
        assertThat(answer(ASKED, PUBLISHED, 3, NOW)).contains("\"used\":\"0\"");
    }

    private static @Nullable BenefitCheck nothing() {
        return null;
    }
}
