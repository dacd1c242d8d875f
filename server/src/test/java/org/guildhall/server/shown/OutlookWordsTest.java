package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.OutlookView;
import org.guildhall.core.member.OutlookView.Leaving;
import org.guildhall.core.member.OutlookView.Renewal;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What a member is told of a plan, in words. */
class OutlookWordsTest {
    private static final long START = 1749960000000L;
    private static final long END = 1752552000000L;
    private static final long NEXT_END = 1755230400000L;

    private final Terms terms = terms();

    @Test
    void aCancelledPlanWhoseNextTermIsPaidEndsWithThatTerm() {
        OutlookView view = ahead(false, 0);

        assertThat(words(view, Locale.ENGLISH)).containsExactly(
                "15.00 CNY were paid for the term from 2025-06-15 to 2025-07-15", "no benefit of it was used yet",
                "the next term begins 2025-07-15: nothing more is to be paid for it",
                "it ends 2025-08-15, and you have it until then", "if it ends at once, 30.00 CNY are given back");
        assertThat(words(view, Locale.CHINESE)).containsExactly("2025-06-15 至 2025-07-15 这一期已付 15.00 CNY",
                "本期还没有用过权益", "下一期从 2025-07-15 开始，无需再付款", "它将在 2025-08-15 结束，在此之前照常使用",
                "如果立即结束，退还 30.00 CNY");
    }

    @Test
    void oneThatWasBoughtAndIsNotPaidYetBeginsIfItIs() {
        assertThat(words(ahead(false, 1500), Locale.ENGLISH))
                .contains("the next term begins 2025-07-15, if the 15.00 CNY that are due for it are paid");
        assertThat(words(ahead(false, 1500), Locale.CHINESE)).contains("下一期从 2025-07-15 开始，须先付清应付的 15.00 CNY");
    }

    @Test
    void onlyAPlanThatGoesOnRenews() {
        assertThat(words(ahead(true, 1500), Locale.ENGLISH)).contains("it renews 2025-07-15 at 15.00 CNY",
                "if you leave, it ends 2025-08-15, and you have it until then");
        assertThat(words(ahead(true, 1000), Locale.CHINESE)).contains("2025-07-15 续订，价格 15.00 CNY",
                "届时应付 10.00 CNY");
    }

    @Test
    void aPlanThatIsNotPaidYetRenewsOnceItIs() {
        assertThat(words(ahead("awaited", false, 1500), Locale.ENGLISH)).contains("it renews 2025-07-15 at 15.00 CNY");
    }

    private static OutlookView ahead(boolean renews, long due) {
        return ahead("running", renews, due);
    }

    /** A plan with a term to come. */
    private static OutlookView ahead(String status, boolean renews, long due) {
        return new OutlookView("monthly", status, false, Long.MAX_VALUE, renews, START, END, 1500, List.of(), 0,
                new Renewal(END, "monthly", 1500, due, false), List.of(),
                new Leaving(START, NEXT_END, 3000, Long.MAX_VALUE, List.of(), List.of(), List.of()), List.of());
    }

    private List<String> words(OutlookView view, Locale language) {
        return new OutlookWords(terms, Offers.NONE, language).of(view);
    }

    private static Terms terms() {
        Path file = Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml");
        Path plans = Path.of("src", "test", "resources", "org", "guildhall", "server", "plans.yaml");
        try {
            return TermsReader.published(Files.readString(file) + Files.readString(plans), null);
        } catch (IOException absent) {
            throw new java.io.UncheckedIOException(absent);
        }
    }
}
