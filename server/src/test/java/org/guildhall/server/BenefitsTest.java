package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Benefits over HTTP: checked, used, cancelled, granted and revoked, also by many at once. */
class BenefitsTest {
    private static final String MEI = TestServer.member("customer:mei");
    private static final String NOW = TestServer.NOW;
    private static final int LIMIT = 120;

    private final TestServer server = TestServer.withPlans();
    private final AtomicInteger asked = new AtomicInteger();
    private String now = NOW;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAllowanceIsUsedPartlyRefusedAtItsLimitAndGivenBack() {
        basic();
        assertThat(benefit("return-freight", "has", "limit", "used", "left", "again", "by"))
                .containsExactly("true", "50.00", "0.00", "50.00", "2025-06-30T16:00:00Z", "plan");
        String first =
                "{\"id\": \"use-1\", \"at\": \"" + now + "\", \"benefit\": \"return-freight\", \"amount\": \"20.00\"}";
        assertThat(server.post(MEI + "/uses", first).status()).isEqualTo(201);
        assertThat(server.post(MEI + "/uses", first).status()).as("the same again").isEqualTo(200);
        assertThat(server.get(MEI + "/benefits/return-freight").json()).isEqualTo(example("benefits/{benefit}"));

        done("uses", "\"benefit\": \"return-freight\", \"amount\": 45");
        assertThat(benefit("return-freight", "used", "left", "ever")).containsExactly("50.00", "0.00", "50.00");
        assertThat(lines()).containsExactly("30.00 CNY of the limit for “Return freight” per calendar month used",
                "Return freight used: 30.00 CNY", "shop bears 30.00 CNY of its cost");

        Reply refused = ask("uses", "\"benefit\": \"return-freight\", \"amount\": 1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("limit-reached");
        assertThat(refused.json().path("detail").asString())
                .isEqualTo("Return freight: 1.00 CNY asked for, 0.00 CNY left, again from 2025-07-01 00:00:00 on");
        assertThat(refused.json().at("/facts/asked/amount").asString()).isEqualTo("1.00");
        assertThat(texts(refused.json().path("facts"), "benefit", "unit", "again"))
                .containsExactly("return-freight", "money", "2025-06-30T16:00:00Z");

        done("uses/cancellations", "\"of\": \"use-1\"");
        assertThat(benefit("return-freight", "used", "left", "ever", "worth"))
                .containsExactly("30.00", "20.00", "30.00", "30.00");
        assertThat(lines()).containsExactly("20.00 CNY of the limit for “Return freight” per calendar month free again",
                "Return freight: 20.00 CNY given back");
        assertThat(ask("uses/cancellations", "\"of\": \"use-1\"").code()).isEqualTo("not-cancellable");
        clock("2025-06-30T16:00:00Z");
        assertThat(benefit("return-freight", "used", "left", "ever")).containsExactly("0.00", "50.00", "30.00");
    }

    /** One benefit alone is answered from what was kept; all of them together never are. */
    @Test
    void aCheckIsAlwaysOfWhatIsThereNow() {
        basic();
        sameAlone();
        done("uses", "\"benefit\": \"return-freight\", \"amount\": 45");
        sameAlone();
        done("benefits/resolution/grants", "\"value\": \"1080p\", \"until\": \"2025-06-30\", \"reason\": \"goodwill\"");
        sameAlone();
        clock("2025-06-29T15:59:59.999Z");
        sameAlone();
        assertThat(benefit("resolution", "value")).containsExactly("1080p");
        clock("2025-06-29T16:00:00Z");
        assertThat(benefit("resolution", "value")).containsExactly("720p");
        sameAlone();
        clock("2025-06-30T16:00:00Z");
        assertThat(benefit("return-freight", "left")).containsExactly("50.00");
        sameAlone();
    }

    /** Twice, so that the second answer is one that was kept. */
    private void sameAlone() {
        for (JsonNode one : server.get(MEI + "/benefits").json().path("benefits")) {
            for (int i = 0; i < 2; i++) {
                assertThat(server.get(MEI + "/benefits/" + one.path("benefit").asString()).json()).isEqualTo(one);
            }
        }
    }

    @Test
    void whatIsGrantedByHandIsHadUntilItEndsOrIsRevoked() {
        basic();
        assertThat(ask("uses", "\"benefit\": \"free-delivery\"").json().path("detail").asString())
                .isEqualTo("nothing gives this member Free delivery; plans that would: Annual, Monthly");
        done("benefits/resolution/grants", "\"value\": \"1080p\", \"until\": \"2025-06-30\", \"reason\": \"goodwill\"");
        assertThat(lines()).containsExactly("Resolution 1080p granted until 2025-06-30 00:00: goodwill");
        JsonNode shown = example("benefits").path("benefits");
        JsonNode all = server.get(MEI + "/benefits").json().path("benefits");
        assertThat(all.size()).isEqualTo(8);
        assertThat(List.of(all.get(0), all.get(1))).isEqualTo(List.of(shown.get(0), shown.get(1)));
        Reply attribute = ask("uses", "\"benefit\": \"resolution\"");
        assertThat(attribute.code()).isEqualTo("not-usable");
        assertThat(attribute.json().path("detail").asString()).isEqualTo("Resolution is had and not used");

        done("benefits/free-delivery/grants", "\"until\": \"2025-07-01\", \"reason\": \"goodwill\"");
        done("uses", "\"benefit\": \"free-delivery\"");
        assertThat(lines()).containsExactly("Free delivery used: 1 use, worth 6.00 CNY",
                "shop bears 1.81 CNY of its cost", "carrier bears 1.20 CNY of its cost");
        assertThat(benefit("free-delivery", "has", "left", "ever", "worth"))
                .containsExactly("true", "", "1", "6.00");
        String own = "Bearer " + server.post(MEI + "/tokens", "").json().path("token").asString();
        assertThat(server.get(MEI + "/statement").text()).contains("bears 1.81 CNY of its cost", "\"cost\":301");
        assertThat(server.sendAs(own, "GET", MEI + "/statement", BodyPublishers.noBody()).text())
                .as("what a member sees")
                .contains("Free delivery used: 1 use, worth 6.00 CNY")
                .doesNotContain("cost");
        done("benefits/free-delivery/revocations", "\"reason\": \"by mistake\"");
        assertThat(benefit("free-delivery", "has", "by")).containsExactly("false", "");
        assertThat(ask("benefits/free-delivery/revocations", "\"reason\": \"by mistake\"").code())
                .isEqualTo("not-found");
    }

    @Test
    void ofTheLastUseThatIsLeftOneOfTwoIsAccepted() throws ExecutionException, InterruptedException {
        basic();
        done("uses", "\"benefit\": \"film\"");
        List<Reply> both = atOnce(2, () -> ask("uses", "\"benefit\": \"film\""));
        assertThat(both).extracting(Reply::status).containsExactlyInAnyOrder(201, 422);
        assertThat(both).extracting(Reply::code).containsExactlyInAnyOrder("", "limit-reached");
        assertThat(benefit("film", "used", "left")).containsExactly("2", "0");
    }

    @Test
    void aCheckSeesOnlyWhatWasCommittedWhileUsesGoOn() throws ExecutionException, InterruptedException {
        basic();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger accepted = new AtomicInteger();
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> checks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                checks.add(readers.submit(() -> checked(over, accepted)));
            }
            try {
                List<Integer> those = atOnce(3, () -> {
                    for (int i = 0; i < 50; i++) {
                        if (quickly("POST", "/uses", use("power-bank", 1)).status() == 201) {
                            accepted.incrementAndGet();
                        }
                    }
                    return 0;
                });
                assertThat(those).hasSize(3);
            } finally {
                over.set(true);
            }
            for (Future<Integer> check : checks) {
                assertThat(check.get()).isPositive();
            }
        }
        assertThat(accepted).hasValue(LIMIT);
        assertThat(benefit("power-bank", "used", "left", "ever")).containsExactly("120", "0", "120");
    }

    /** How often it was checked: never less than what was answered before, and never less than was seen before. */
    private int checked(AtomicBoolean over, AtomicInteger accepted) {
        int times = 0;
        long seen = 0;
        while (!over.get()) {
            long answered = accepted.get();
            JsonNode told = quickly("GET", "/benefits/power-bank", "").json();
            long used = Long.parseLong(told.path("used").asString());
            assertThat(used + Long.parseLong(told.path("left").asString())).isEqualTo(LIMIT);
            assertThat(told.path("ever").asString()).isEqualTo(told.path("used").asString());
            assertThat(used).isGreaterThanOrEqualTo(Math.max(seen, answered));
            seen = used;
            times++;
        }
        return times;
    }

    private <T> List<T> atOnce(int callers, Callable<T> call)
            throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(Collections.nCopies(callers, call))) {
                results.add(one.get());
            }
            return results;
        }
    }

    @Test
    void whatMakesNoSenseIsNeverDecided() {
        basic();
        for (String more : List.of("", "\"benefit\": \"gold\"", "\"benefit\": \"return-freight\"",
                "\"benefit\": \"power-bank\"", "\"benefit\": \"film\", \"amount\": 0.5")) {
            assertThat(ask("uses", more).code()).as(more).isEqualTo("malformed");
        }
        assertThat(ask("uses", "\"benefit\": \"film\", \"amount\": 0").code()).isEqualTo("out-of-range");
        assertThat(ask("benefits/gold/grants", "\"until\": \"2026-01-01\", \"reason\": \"x\"").code())
                .isEqualTo("malformed");
        assertThat(ask("benefits/film/revocations", "\"benefit\": \"film\", \"reason\": \"x\"").json()
                .path("detail")
                .asString()).endsWith("expected no benefit, which the path names");
        assertThat(ask("uses/cancellations", "\"of\": \"plan\"").code()).isIn("not-found", "not-cancellable");
        assertThat(server.get(MEI + "/benefits/gold").code()).isEqualTo("unknown-benefit");
        assertThat(server.get(TestServer.member("customer:nobody") + "/benefits/film").code())
                .isEqualTo("unknown-member");
        assertThat(server.put(TestServer.member("customer:mei") + "/references/card:1").status()).isEqualTo(204);
        assertThat(server.get(TestServer.member("card:1") + "/benefits/film").json().path("left").asString())
                .isEqualTo("2");
    }

    @Test
    void manyLinesMayUseAndGrantNothing() {
        Reply reply = server.post(TestServer.PROGRAMME + "/activities", """
                {"member": "customer:a", "id": "1", "at": "%1$s", "subscribe": {"plan": "basic"}}
                {"member": "customer:a", "id": "2", "at": "%1$s", "use": {"benefit": "film"}}
                {"member": "customer:a", "id": "3", "at": "%1$s", "cancel-use": {"of": "2"}}
                {"member": "customer:b", "id": "4", "at": "%1$s", "use": {"benefit": "film"}}
                {"member": "customer:a", "id": "5", "at": "%1$s", "grant-benefit": {"benefit": "film", "until": "2026-01-01", "reason": "x"}}
                """.formatted(now), "Content-Type", "application/x-ndjson");
        assertThat(reply.all()).extracting(one -> one.path("outcome").asString() + one.path("code").asString())
                .containsExactly("accepted", "accepted", "accepted", "unknown-member", "malformed");
    }

    @Test
    void aMembersTokenReadsAndAPartnerGrantsNothing() {
        basic();
        String token = "Bearer " + server.post(MEI + "/tokens", "").json().path("token").asString();
        assertThat(server.sendAs(token, "GET", MEI + "/benefits/film", BodyPublishers.noBody()).status())
                .isEqualTo(200);
        assertThat(server.sendAs(token, "GET", MEI + "/benefits", BodyPublishers.noBody()).status()).isEqualTo(200);
        assertThat(server.sendAs(token, "POST", MEI + "/uses", BodyPublishers.noBody()).status()).isEqualTo(403);
        String partner = "Bearer " + server.key(Role.PARTNER);
        assertThat(server.sendAs(partner, "POST", MEI + "/uses", BodyPublishers.ofString(use("film", 1))).status())
                .isEqualTo(201);
        assertThat(server.sendAs(partner, "POST", MEI + "/benefits/film/grants", BodyPublishers.noBody()).status())
                .isEqualTo(403);
    }

    @Test
    void pagesShowWhatIsLeftAndWhatGivesIt() {
        basic();
        done("uses", "\"benefit\": \"return-freight\", \"amount\": 20");
        done("uses", "\"benefit\": \"film\"");
        done("benefits/free-delivery/grants", "\"until\": \"2025-07-01\", \"reason\": \"goodwill\"");
        for (String page : List.of(page("en"), centre("en"))) {
            assertThat(page)
                    .contains("Benefits", "Return freight", "30.00 CNY of 50.00 CNY left, until 1 Jul 2025, 00:00",
                            "By Basic, until 15 Jul 2025.", "Used so far: 20.00 CNY.", "Resolution", "720p",
                            "1 use of 2 uses left, until 15 Jul 2025, 12:00", "Used so far: 1 use, worth 20.00 CNY.",
                            "Free delivery", "By hand, until 1 Jul 2025.", "Use of a benefit: Film",
                            "Use of a benefit: Return freight", "Grant of a benefit: Free delivery")
                    .doesNotContain("name=\"benefit\"");
        }
        assertThat(page("en")).contains("shop bears 20.00 CNY of its cost");
        assertThat(centre("en")).doesNotContain("of its cost");
        for (String page : List.of(page("zh"), centre("zh"))) {
            assertThat(page).contains("权益", "退货运费", "剩余 30.00 CNY（共 50.00 CNY），至2025年7月1日 00:00", "来自基础会员，至2025年7月15日。",
                    "累计使用 1 次，价值 20.00 CNY。", "来自人工授予，至2025年7月1日。", "使用权益：电影",
                    "使用权益：退货运费", "授予权益：");
        }
    }

    private String page(String language) {
        String cookie = server.send("POST", "/sign-in", BodyPublishers.ofString("key=" + server.token + "&to=/"),
                "Origin", "http://127.0.0.1:" + server.port(), "Content-Type", "application/x-www-form-urlencoded")
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
        return server.sendAs("", "GET", MEI.replace("/v1", ""), BodyPublishers.noBody(), "Cookie", cookie,
                "Accept-Language", language).text();
    }

    private String centre(String language) {
        String token = server.post(MEI + "/tokens", "").json().path("token").asString();
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie", "guildhall-member=" + token,
                "Accept-Language", language).text();
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

    private void basic() {
        assertThat(server.post(MEI + "/subscriptions", "{\"id\": \"plan\", \"at\": \"" + now
                + "\", \"plan\": \"basic\"}").status()).isEqualTo(201);
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
        return server.post(MEI + "/" + resource, "{\"id\": \"ask-" + asked.getAndIncrement() + "\", \"at\": \"" + now
                + "\"" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    private String use(String benefit, int amount) {
        return "{\"id\": \"use-%d\", \"at\": \"%s\", \"benefit\": \"%s\", \"amount\": %d}"
                .formatted(asked.getAndIncrement(), now, benefit, amount);
    }

    private Reply quickly(String method, String path, String body) {
        return server.sendUnchecked("Bearer " + server.token, method, MEI + path, BodyPublishers.ofString(body));
    }

    /** What the last entry tells. */
    private List<String> lines() {
        List<String> words = new ArrayList<>();
        server.get(MEI + "/statement?limit=1")
                .json()
                .at("/entries/0/lines")
                .forEach(
                        line -> words.add(line.path("words").asString()));
        return words;
    }

    private List<String> benefit(String benefit, String... names) {
        return texts(server.get(MEI + "/benefits/" + benefit).json(), names);
    }

    private static List<String> texts(JsonNode node, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(node.path(name).asString());
        }
        return texts;
    }
}
