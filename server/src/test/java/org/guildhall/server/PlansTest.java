package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plans over HTTP: bought, paid, renewed, changed and ended, by a gateway that tells what came of each payment. */
class PlansTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String TRIAL_ENDS = "2025-07-15T04:00:00Z";

    private final TestServer server = TestServer.withPlans();
    private String now = TestServer.NOW;
    private int asked;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aTrialBecomesAYearThatIsPaidLateAndOnlyOnce() {
        done("subscriptions", "\"plan\": \"annual\"");
        assertThat(plan("state", "phase", "until", "renews", "price", "agreed", "money", "terms"))
                .containsExactly("running", "trial", TRIAL_ENDS, "true", "0.00", "139.00", "CNY", "2025-01-01");
        assertThat(plan().path("awaits").isNull()).isTrue();

        clock(TRIAL_ENDS);
        assertThat(server.get(MEI + "/subscriptions").json()).isEqualTo(example("subscriptions"));
        assertThat(server.get(MEI + "/payments").json()).isEqualTo(example("payments"));
        assertThat(plan("state", "phase", "until", "price"))
                .containsExactly("running", "usual", "2026-07-15T04:00:00Z", "139.00");
        assertThat(awaits("payment", "kind", "amount", "state", "due", "pay-until"))
                .containsExactly("1", "renewal", "139.00", "due", TRIAL_ENDS, "2025-07-25T04:00:00Z");

        done("payments/failures", "\"payment\": 1, \"reason\": \"declined\"");
        assertThat(awaits("state", "retry-at")).containsExactly("failed", "2025-07-18T04:00:00Z");
        clock("2025-07-18T04:00:00Z");
        assertThat(awaits("state")).containsExactly("due");
        assertThat(payment(0, "attempts")).containsExactly("2");

        clock("2025-07-20T04:00:00Z");
        Reply wrong = ask("payments/settlements", "\"payment\": 1, \"amount\": \"13.90\"");
        assertThat(wrong.code()).isEqualTo("wrong-amount");
        assertThat(wrong.json().path("detail").asString()).isEqualTo("payment 1 is over 139.00 CNY, not 13.90 CNY");
        assertThat(wrong.json().at("/facts/expected/amount").asString()).isEqualTo("139.00");

        String settled = "{\"id\": \"s\", \"at\": \"" + now + "\", \"plan\": \"annual\", \"amount\": 139}";
        assertThat(server.post(MEI + "/payments/settlements", settled).status()).isEqualTo(201);
        assertThat(server.post(MEI + "/payments/settlements", settled).status()).as("the same again").isEqualTo(200);
        assertThat(ask("payments/settlements", "\"payment\": 1, \"amount\": 139").code()).isEqualTo("not-awaited");
        assertThat(plan().path("awaits").isNull()).isTrue();
        assertThat(sums("plan", "charged", "refunded", "reversed", "due", "refund-due", "credited"))
                .containsExactly("annual", "139.00", "0.00", "0.00", "0.00", "0.00", "0.00");
        assertThat(server.get(MEI).json().at("/subscriptions/0")).isEqualTo(plan());
    }

    @Test
    void aPaymentThatComesAfterTheEndIsGivenBack() {
        done("subscriptions", "\"plan\": \"annual\"");
        clock("2025-07-25T04:00:00Z");
        assertThat(plan("state", "renews")).containsExactly("ended", "false");
        assertThat(payment(0, "state")).containsExactly("void");

        done("payments/settlements", "\"payment\": 1, \"amount\": 139");
        assertThat(plan("state")).containsExactly("ended");
        assertThat(payment(1, "payment", "kind", "amount", "state", "of"))
                .containsExactly("2", "refund", "139.00", "due", "1");
        assertThat(sums("charged", "refunded", "refund-due")).containsExactly("139.00", "0.00", "139.00");
        done("payments/settlements", "\"payment\": 2, \"amount\": 139");
        assertThat(sums("charged", "refunded", "refund-due")).containsExactly("139.00", "139.00", "0.00");
    }

    @Test
    void aPaymentThatIsTakenBackEndsThePlan() {
        monthly();
        done("payments/reversals", "\"payment\": 1, \"reason\": \"disputed\"");
        assertThat(plan("state")).containsExactly("ended");
        assertThat(sums("charged", "reversed")).containsExactly("0.00", "15.00");
        assertThat(ask("payments/reversals", "\"payment\": 1, \"reason\": \"disputed\"").code())
                .isEqualTo("not-awaited");
    }

    @Test
    void aPlanIsPausedCancelledKeptAndEnded() {
        monthly();
        done("subscriptions/monthly/pauses", "\"until\": \"2025-06-20\"");
        assertThat(plan("state", "resumes")).containsExactly("paused", "2025-06-19T16:00:00Z");
        clock("2025-06-18T04:00:00Z");
        done("subscriptions/monthly/resumptions", "");
        assertThat(plan("state", "until")).containsExactly("running", "2025-07-18T04:00:00Z");
        Reply again = ask("subscriptions/monthly/pauses", "");
        assertThat(again.code()).isEqualTo("not-pausable");
        assertThat(again.json().path("detail").asString())
                .isEqualTo("Monthly can't be paused: this term was paused as often as it may be");
        done("subscriptions/monthly/cancellations", "");
        assertThat(plan("state", "renews")).containsExactly("running", "false");
        done("subscriptions/monthly/continuations", "");
        assertThat(plan("renews")).containsExactly("true");
        assertThat(ask("subscriptions/monthly/continuations", "").code()).isEqualTo("not-cancelled");
        done("subscriptions/monthly/consents", "\"price\": \"20.00\"");
        assertThat(plan("agreed")).containsExactly("20.00");
        done("subscriptions/monthly/cancellations", "\"when\": \"at-once\"");
        assertThat(plan("state")).containsExactly("ended");
        assertThat(ask("subscriptions/monthly/cancellations", "").code()).isEqualTo("not-subscribed");
    }

    @Test
    void aPlanIsChangedOnceTheDifferenceIsPaid() {
        monthly();
        done("subscriptions/monthly/changes", "\"to\": \"annual\"");
        assertThat(awaits("kind", "amount")).containsExactly("change", "124.00");
        done("payments/settlements", "\"payment\": 2, \"amount\": 124");
        assertThat(plan("plan", "until")).containsExactly("annual", "2026-06-15T04:00:00Z");
        assertThat(ask("subscriptions/annual/changes", "\"to\": \"basic\"").code()).isEqualTo("no-such-change");
        assertThat(ask("subscriptions", "\"plan\": \"annual\"").code()).isEqualTo("already-subscribed");
    }

    @Test
    void leavingTakesAsManyStepsAsJoining() {
        assertThat(ask("subscriptions", "\"plan\": \"annual\", \"renews\": true").status()).isEqualTo(201);
        assertThat(plan("state", "renews")).containsExactly("running", "true");
        assertThat(ask("subscriptions/annual/cancellations", "").status()).isEqualTo(201);
        assertThat(plan("state", "renews")).containsExactly("running", "false");
    }

    @Test
    void whoDoesNotAgreeIsNotRenewed() {
        done("subscriptions", "\"plan\": \"annual\", \"renews\": false");
        assertThat(plan("state", "renews")).containsExactly("running", "false");
        assertThat(ask("subscriptions", "\"plan\": \"monthly\", \"renews\": \"perhaps\"").code())
                .isEqualTo("malformed");
        clock(TRIAL_ENDS);
        assertThat(plan("state")).containsExactly("ended");
    }

    @Test
    void whatIsToldBeforeLeavingIsWhatComesOfIt() {
        monthly();
        done("uses", "\"benefit\": \"free-delivery\", \"amount\": 2");
        JsonNode told = outlook("en");
        assertThat(texts(told, "plan", "state", "fee", "worth")).containsExactly("monthly", "running", "15.00",
                "12.00");
        assertThat(texts(told.at("/used/0"), "benefit", "unit", "amount", "worth"))
                .containsExactly("free-delivery", "uses", "2", "12.00");
        assertThat(texts(told.path("renewal"), "at", "plan", "price", "due", "consent"))
                .containsExactly(TRIAL_ENDS, "monthly", "15.00", "15.00", "false");
        assertThat(texts(told.at("/changes/0"), "to", "at-once", "price", "due", "back"))
                .containsExactly("annual", "true", "139.00", "124.00", "0.00");
        assertThat(texts(told.path("leaving"), "at", "back")).containsExactly(TRIAL_ENDS, "15.00");
        assertThat(texts(told.at("/offers/0"), "offer", "gives", "credit")).containsExactly("cheaper", "credit",
                "5.00");
        assertThat(told.path("words").toString()).contains(
                "15.00 CNY were paid for the term from 2025-06-15 to 2025-07-15",
                "Free delivery: 2 uses used in it, worth 12.00 CNY", "it renews 2025-07-15 at 15.00 CNY",
                "if it ends at once, 15.00 CNY are given back", "5 off: 5.00 CNY off what comes next, if you stay");
        assertThat(outlook("zh").path("words").toString()).contains("如果立即结束，退还 15.00 CNY", "下期减 5 元");
        assertThat(centre()).contains("Before you renew, change or leave", "5 off: 5.00 CNY off");
        assertThat(page()).contains("it renews 2025-07-15 at 15.00 CNY");

        assertThat(server.get(MEI + "/subscriptions/annual/outlook").code()).isEqualTo("unknown-plan");
        done("subscriptions/monthly/cancellations", "\"when\": \"at-once\"");
        assertThat(payment(1, "kind", "amount")).containsExactly("refund", "15.00");
        assertThat(server.get(MEI + "/subscriptions/monthly/outlook").code()).isEqualTo("unknown-plan");
    }

    @Test
    void whoTakesAnOfferStaysAndPaysLessOnce() {
        monthly();
        done("subscriptions/monthly/cancellations", "");
        assertThat(outlook("en").path("renews").asBoolean()).isFalse();
        assertThat(outlook("en").path("words").toString())
                .contains("it ends 2025-07-15, and you have it until then")
                .doesNotContain("if you leave");
        done("subscriptions/monthly/stays", "\"offer\": \"cheaper\"");
        assertThat(plan("renews")).containsExactly("true");
        assertThat(texts(outlook("en"), "renews", "seat")).containsExactly("true", "false");
        assertThat(texts(outlook("en").path("renewal"), "price", "due")).containsExactly("15.00", "10.00");
        Reply again = ask("subscriptions/monthly/stays", "\"offer\": \"cheaper\"");
        assertThat(again.code()).isEqualTo("offer-used-up");
        assertThat(again.json().path("detail").asString()).contains("5 off of Monthly can be taken 1 times");
        assertThat(ask("subscriptions/monthly/stays", "\"offer\": \"dearer\"").code()).isEqualTo("malformed");
        clock(TRIAL_ENDS);
        assertThat(payment(1, "kind", "state", "amount")).containsExactly("credit", "settled", "5.00");
        assertThat(awaits("amount")).containsExactly("10.00");
        assertThat(sums("charged", "due", "credited")).containsExactly("15.00", "10.00", "5.00");
        assertThat(page()).contains("5.00 CNY less for Monthly", "stays with Monthly for “5 off”: 5.00 CNY off");
    }

    @Test
    void whoCancelledAndBoughtTheNextTermBeforeIsToldThatThisOneEndsIt() {
        monthly();
        done("subscriptions/monthly/prolongations", "");
        done("payments/settlements", "\"payment\": 2, \"amount\": \"15.00\"");
        done("subscriptions/monthly/cancellations", "");
        assertThat(texts(outlook("en"), "renews")).containsExactly("false");
        assertThat(outlook("en").path("words").toString())
                .contains("the next term begins 2025-07-15: nothing more is to be paid for it",
                        "it ends 2025-08-15, and you have it until then")
                .doesNotContain("it renews", "if you leave");
        assertThat(outlook("zh").path("words").toString())
                .contains("下一期从 2025-07-15 开始，无需再付款", "它将在 2025-08-15 结束，在此之前照常使用");
    }

    @Test
    void whatAPlanBringsInIsReportedByMonth() {
        monthly();
        done("subscriptions/monthly/incomes", "\"month\": \"2025-05\", \"amount\": \"1.25\"");
        done("subscriptions/monthly/incomes", "\"month\": \"2025-06\", \"amount\": \"2.00\"");
        done("subscriptions/monthly/incomes", "\"month\": \"2025-05\", \"amount\": \"1.50\"");
        JsonNode incomes = server.get(MEI + "/payments").json().path("incomes");
        assertThat(incomes).hasSize(2);
        assertThat(texts(incomes.path(0), "plan", "month", "amount")).containsExactly("monthly", "2025-05", "1.50");
        assertThat(ask("subscriptions/monthly/incomes", "\"month\": \"2025-07\", \"amount\": 1").code())
                .isEqualTo("out-of-range");
        assertThat(ask("subscriptions/monthly/incomes", "\"month\": \"May\", \"amount\": 1").code())
                .isEqualTo("malformed");
        assertThat(page()).contains("Monthly brought in 1.50 CNY in 2025-05");
        assertThat(server.get("/metrics").text())
                .contains("guildhall_reported_income{money=\"CNY\",plan=\"monthly\",programme=\"willow-lane\"} 3.5\n");
    }

    @Test
    void theNoticeOfARenewalSaysWhatFollowsAndWhatWasUsed() {
        done("subscriptions", "\"plan\": \"annual\"");
        clock("2025-07-08T04:00:00Z");
        assertThat(page()).contains("Annual will cost 139.00 CNY; 139.00 CNY will be due 2025-07-15 12:00");
    }

    private JsonNode outlook(String language) {
        return server.send("GET", MEI + "/subscriptions/monthly/outlook", BodyPublishers.noBody(), "Accept-Language",
                language).json();
    }

    @Test
    void whatMakesNoSenseIsNeverDecided() {
        monthly();
        for (String path : List.of("subscriptions", "subscriptions/gold/cancellations",
                "payments/settlements", "payments/failures", "payments/reversals", "subscriptions/monthly/changes",
                "subscriptions/monthly/consents")) {
            assertThat(ask(path, "").code()).as(path).isEqualTo("malformed");
        }
        assertThat(ask("subscriptions/monthly/cancellations", "\"plan\": \"monthly\"").json().path("detail").asString())
                .endsWith("expected no plan, which the path names");
        assertThat(ask("payments/settlements", "\"payment\": 1, \"plan\": \"monthly\", \"amount\": 15").code())
                .isEqualTo("malformed");
        assertThat(server.post(TestServer.member("customer:nobody") + "/payments/settlements", """
                {"id": "x", "at": "2025-06-15T04:00:00Z", "payment": 1, "amount": 15}""").code())
                .isEqualTo("unknown-member");
    }

    @Test
    void whoNamesAPlanWithoutAPaymentIsToldWhichPlansHaveOne() {
        done("subscriptions", "\"plan\": \"monthly\"");
        Reply english = ask("payments/settlements", "\"plan\": \"annual\", \"amount\": 139");
        assertThat(english.code()).isEqualTo("not-found");
        assertThat(english.json().at("/facts/plans").asString()).isEqualTo("monthly");
        assertThat(english.json().path("detail").asString())
                .isEqualTo("there is no payment of this plan; awaited are those of Monthly");
        assertThat(server.send("POST", MEI + "/payments/settlements", BodyPublishers.ofString(
                "{\"id\": \"zh\", \"at\": \"" + now + "\", \"plan\": \"annual\", \"amount\": 139}"),
                "Accept-Language", "zh")
                .json()
                .path("detail")
                .asString()).isEqualTo("没有付款；等待付款的方案：月度会员");
    }

    @Test
    void theFeedHasWhatAGatewayNeeds() {
        done("subscriptions", "\"plan\": \"monthly\"");
        JsonNode event = server.get("/v1/events").json().at("/events/0");
        assertThat(event.path("heading").asString()).isEqualTo("Purchase of a plan: Monthly");
        assertThat(event.path("member").asString()).isEqualTo("customer:mei");
        JsonNode payment = event.at("/lines/1");
        assertThat(payment.path("what").asString()).isEqualTo("payment");
        assertThat(texts(payment.path("journaled"), "payment", "plan", "kind", "amount", "state", "due"))
                .containsExactly("1", "monthly", "purchase", "1500", "due", "1749960000000");
        assertThat(payment.path("words").asString())
                .isEqualTo("payment 1: 15.00 CNY are due for Monthly, 2025-06-15 12:00 to 2025-07-15 12:00");
    }

    @Test
    void aGatewayTellsOfManyPaymentsAtOnce() {
        Reply reply = server.post(TestServer.PROGRAMME + "/activities", """
                {"member": "customer:a", "id": "1", "at": "%1$s", "subscribe": {"plan": "monthly"}}
                {"member": "customer:a", "id": "2", "at": "%1$s", "payment-settled": {"payment": 1, "amount": 15}}
                {"member": "customer:b", "id": "3", "at": "%1$s", "payment-settled": {"payment": 1, "amount": 15}}
                {"member": "customer:a", "id": "4", "at": "%1$s", "spend": {"points": 1}}
                """.formatted(now), "Content-Type", "application/x-ndjson");
        assertThat(reply.all()).extracting(one -> one.path("outcome").asString() + one.path("code").asString())
                .containsExactly("accepted", "accepted", "unknown-member", "malformed");
        assertThat(server.get(TestServer.member("customer:b")).code()).isEqualTo("unknown-member");
    }

    @Test
    void aMembersTokenReadsPlansAndBuysNone() {
        monthly();
        String token = "Bearer " + server.post(MEI + "/tokens", "").json().path("token").asString();
        assertThat(server.sendAs(token, "GET", MEI + "/payments", BodyPublishers.noBody()).status()).isEqualTo(200);
        assertThat(server.sendAs(token, "POST", MEI + "/subscriptions", BodyPublishers.noBody()).status())
                .isEqualTo(403);
        assertThat(server.sendAs("Bearer " + server.key(Role.FINANCE), "GET", MEI + "/subscriptions",
                BodyPublishers.noBody()).status()).isEqualTo(200);
    }

    @Test
    void thePageOfAMemberShowsWhatComesNext() {
        done("subscriptions", "\"plan\": \"annual\"");
        assertThat(page()).contains("Annual", "running", "Free at first, then 139.00 CNY a year",
                "Since 15 Jun 2025. It renews on 15 Jul 2025.", "Purchase of a plan");
        assertThat(centre()).contains("Annual · running", "It renews on 15 Jul 2025.", "Purchase of a plan");
        clock(TRIAL_ENDS);
        assertThat(page()).contains("139.00 CNY a year", "139.00 CNY are due, until 25 Jul 2025, 12:00.");
        done("payments/failures", "\"payment\": 1, \"reason\": \"declined\"");
        assertThat(page()).contains("The payment of 139.00 CNY failed; it is asked for again on 18 Jul 2025, 12:00.");
        clock("2025-07-25T04:00:00Z");
        assertThat(page()).contains("It ended on 25 Jul 2025.", "A plan ended");
        assertThat(centre()).doesNotContain("Annual ·").contains("Annual ended: it was not paid");
    }

    private String page() {
        String cookie = server.send("POST", "/sign-in", BodyPublishers.ofString("key=" + server.token + "&to=/"),
                "Origin", "http://127.0.0.1:" + server.port(), "Content-Type", "application/x-www-form-urlencoded")
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
        return server.sendAs("", "GET", MEI.replace("/v1", ""), BodyPublishers.noBody(), "Cookie", cookie,
                "Accept-Language", "en").text();
    }

    private String centre() {
        String token = server.post(MEI + "/tokens", "").json().path("token").asString();
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie", "guildhall-member=" + token,
                "Accept-Language", "en").text();
    }

    /** What the document shows. */
    private static JsonNode example(String read) {
        return RandomRequests.operation("GET", "/v1/programmes/{programme}/members/{reference}/" + read)
                .place()
                .required("responses")
                .required("200")
                .required("content")
                .required("application/json")
                .required("example")
                .node();
    }

    private void monthly() {
        done("subscriptions", "\"plan\": \"monthly\"");
        assertThat(plan("state")).containsExactly("awaited");
        done("payments/settlements", "\"payment\": 1, \"amount\": \"15.00\"");
        assertThat(plan("state", "until")).containsExactly("running", "2025-07-15T04:00:00Z");
    }

    private void clock(String moment) {
        now = moment;
        assertThat(server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"" + moment + "\"}")).status())
                .isEqualTo(200);
    }

    private void done(String resource, String more) {
        Reply reply = ask(resource, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private Reply ask(String resource, String more) {
        return server.post(MEI + "/" + resource, "{\"id\": \"plan-" + asked++ + "\", \"at\": \"" + now + "\""
                + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    private JsonNode plan() {
        return server.get(MEI + "/subscriptions").json().at("/subscriptions/0");
    }

    private List<String> plan(String... names) {
        return texts(plan(), names);
    }

    private List<String> awaits(String... names) {
        return texts(plan().path("awaits"), names);
    }

    private List<String> payment(int index, String... names) {
        return texts(server.get(MEI + "/payments").json().at("/payments/" + index), names);
    }

    private List<String> sums(String... names) {
        return texts(server.get(MEI + "/payments").json().at("/subscriptions/0"), names);
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(node.path(name).asString());
        }
        return texts;
    }
}
