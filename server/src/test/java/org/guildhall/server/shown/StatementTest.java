package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What happened, in words. */
class StatementTest {
    private final Terms terms = terms("plans.yaml");

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

    @Test
    void whatHappenedToAPlanIsSaidByItsName() {
        assertThat(plan(Locale.ENGLISH, "began", Map.of("trial", true, "until", 1752552000000L, "agreed", 13900L)))
                .isEqualTo("Annual began: a trial until 2025-07-15 12:00, then 139.00 CNY a year");
        assertThat(plan(Locale.CHINESE, "began", Map.of("trial", true, "until", 1752552000000L, "agreed", 13900L)))
                .isEqualTo("年度会员开始：试用至 2025-07-15 12:00，之后每年 139.00 CNY");
        assertThat(plan(Locale.ENGLISH, "renewed", Map.of("until", 1752552000000L, "price", 13900L)))
                .isEqualTo("Annual renewed, until 2025-07-15 12:00, at 139.00 CNY a year");
        assertThat(plan(Locale.ENGLISH, "unpaid", Map.of("retry-at", 1752552000000L)))
                .isEqualTo("Annual is not paid yet; the payment is asked for again 2025-07-15 12:00");
        assertThat(plan(Locale.ENGLISH, "unpaid", Map.of("retry-at", Long.MAX_VALUE)))
                .isEqualTo("Annual is not paid yet");
        assertThat(plan(Locale.ENGLISH, "changes-later", Map.of("until", 1752552000000L, "to", "monthly")))
                .isEqualTo("Annual becomes Monthly on 2025-07-15 12:00");
        assertThat(plan(Locale.ENGLISH, "change-dropped", Map.of("until", 1752552000000L, "to", "monthly")))
                .isEqualTo(
                        "Annual does not become Monthly on 2025-07-15 12:00 after all: that change is not to be had now");
        assertThat(plan(Locale.CHINESE, "change-dropped", Map.of("until", 1752552000000L, "to", "monthly")))
                .isEqualTo("年度会员不会在 2025-07-15 12:00 改为月度会员：现在不能这样更换");
    }

    @Test
    void everyReasonForWhichAPlanChangesHasWords() {
        for (String why : List.of("bought", "began", "renewed", "noticed", "cancelled", "kept", "paused", "resumed",
                "agreed", "change-asked", "changes-later", "changed", "not-changed", "paid", "unpaid", "asked-again",
                "ended", "not-paid", "lapsed", "too-dear", "no-price", "reversed", "left", "brought",
                "change-dropped")) {
            assertThat(plan(Locale.ENGLISH, why, Map.of())).contains("Annual").doesNotStartWith("plan {");
            assertThat(plan(Locale.CHINESE, why, Map.of())).contains("年度会员");
        }
    }

    @Test
    void paymentsAndRefundsAreToldByNumber() {
        assertThat(payment("renewal", "due", 1)).isEqualTo(
                "payment 3: 139.00 CNY are due for Annual, 2025-07-15 12:00 to 2025-07-15 12:00");
        assertThat(payment("renewal", "due", 2)).isEqualTo("payment 3: 139.00 CNY are asked for again, for Annual");
        assertThat(payment("renewal", "failed", 1)).isEqualTo("payment 3 of 139.00 CNY for Annual failed");
        assertThat(payment("renewal", "void", 1)).isEqualTo("payment 3 of 139.00 CNY for Annual is given up");
        assertThat(payment("refund", "due", 1))
                .isEqualTo("refund 3: 139.00 CNY of payment 1 are to be given back");
    }

    @Test
    void whatWasUsedOfABenefitIsSaidInItsUnit() {
        Map<String, Object> uses = Map.of("benefit", "film", "amount", 2L, "unit", "uses", "worth", 4000L);
        assertThat(words(Locale.ENGLISH, "benefit used", uses)).isEqualTo("Film used: 2 uses, worth 40.00 CNY");
        assertThat(words(Locale.CHINESE, "benefit used", uses)).isEqualTo("使用了电影：2 次，价值 40.00 CNY");
        Map<String, Object> minutes = Map.of("benefit", "power-bank", "amount", 1L, "unit", "minutes", "worth", 0L);
        assertThat(words(Locale.ENGLISH, "use cancelled", minutes)).isEqualTo("Power bank: 1 minute given back");
        assertThat(words(Locale.CHINESE, "use cancelled", minutes)).isEqualTo("充电宝：退回 1 分钟");
        assertThat(words(Locale.CHINESE, "cost borne", Map.of("payer", "shop", "cost", 181L)))
                .isEqualTo("shop 承担成本 1.81 CNY");
        assertThat(words(Locale.ENGLISH, "worth lost", Map.of("benefit", "film", "worth", 4000L)))
                .isEqualTo("Film came to nothing: its worth of 40.00 CNY counts no longer");
        assertThat(words(Locale.CHINESE, "choice open", Map.of("choice", "partner")))
                .isEqualTo("“partner”所选未能兑现，可重新选择");
        assertThat(new Statement(terms("promises.yaml"), Locale.CHINESE)
                .words(new EntryView.Line(0, "choice open", Map.of("choice", "basic/partner"))))
                .isEqualTo("“伙伴任选一”所选未能兑现，可重新选择");
        assertThat(words(Locale.CHINESE, "benefit granted",
                Map.of("benefit", "resolution", "value", "1080p", "until", Long.MAX_VALUE, "reason", "试用")))
                .isEqualTo("授予清晰度（1080p）：试用");
        assertThat(words(Locale.ENGLISH, "granted benefit ended", Map.of("benefit", "gone", "reason", "")))
                .isEqualTo("gone: what was granted ended");
        assertThat(english("benefit power-bank/used per calendar day", 30))
                .isEqualTo("30 minutes of the limit for “Power bank” per calendar day used");
        assertThat(english("benefit film/claimed per term", 1)).doesNotContain("claimed per").contains("“Film”");
        assertThat(chinese("benefit film/used per term", -1)).isEqualTo("「电影」每期限额恢复 1 次");
        assertThat(english("benefit gone/used per membership month", 3))
                .isEqualTo("3 of the limit for “gone” per month of membership used");
    }

    @Test
    void whyAMergeCameToNothingIsSaidOfAMergeAndNotOfWhatIsGiven() {
        Map<String, Object> frozen = Map.of("done", false, "reason", "frozen");
        assertThat(words(Locale.ENGLISH, "merge ended", frozen))
                .isEqualTo("not merged: they are frozen, and have to be unfrozen first");
        assertThat(words(Locale.CHINESE, "merge ended", frozen)).endsWith("：对方已被冻结，须先解冻");
        assertThat(words(Locale.ENGLISH, "merge ended", Map.of("done", false, "reason", "under-way")))
                .isEqualTo("not merged: something of theirs has to end first");
        assertThat(words(Locale.ENGLISH, "transfer settled", Map.of("arrived", false, "reason", "frozen")))
                .isEqualTo("what was sent came back: nothing can be given to them now");
    }

    private String words(Locale language, String what, Map<String, Object> facts) {
        return new Statement(terms, language).words(new EntryView.Line(0, what, facts));
    }

    private String plan(Locale language, String why, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("why", why);
        facts.put("plan", "annual");
        return new Statement(terms, language).words(new EntryView.Line(0, "plan", facts));
    }

    private String payment(String kind, String state, long attempts) {
        return new Statement(terms, Locale.ENGLISH).words(new EntryView.Line(0, "payment",
                Map.of("payment", 3L, "plan", "annual", "kind", kind, "state", state, "attempts", attempts, "amount",
                        13900L, "of", 1L, "from", 1752552000000L, "until", 1752552000000L)));
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

    private static Terms terms(String more) {
        Path file = Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml");
        try {
            Path plans = Path.of("src", "test", "resources", "org", "guildhall", "server", more);
            return TermsReader.published(Files.readString(file) + Files.readString(plans), null);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
