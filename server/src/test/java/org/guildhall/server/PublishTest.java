package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.core.member.PublishedTerms;
import org.guildhall.runtime.Runtime;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Terms checked and put in force over HTTP. */
class PublishTest {
    private static final String PROGRAMMES = "/v1/programmes";
    private static final String CHECK = "/v1/check";

    private byte @Nullable [] unfinished;
    private final TestServer server = new TestServer(this::withUnfinished);

    @AfterEach
    void close() {
        server.close();
    }

    /** A runtime that says to have terms that were cut off, where there are such. */
    private Runtime withUnfinished(Runtime runtime) {
        return (Runtime) Proxy.newProxyInstance(Runtime.class.getClassLoader(), new Class<?>[]{Runtime.class},
                (proxy, method, arguments) -> {
                    if (unfinished != null && method.getName().equals("unfinishedTerms")) {
                        return unfinished;
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() == null ? thrown : thrown.getCause();
                    }
                });
    }

    @Test
    void aNewProgrammeIsInForceOnceItIsAnsweredAndTheSameAgainIsRepeated() {
        Reply created = publish(harbour());
        Reply again = publish(harbour());
        Reply read = server.get(PROGRAMMES + "/harbour/terms/2025-01-01");

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().path("outcome").asString()).isEqualTo("accepted");
        assertThat(created.json().path("programme").asString()).isEqualTo("harbour");
        assertThat(created.json().path("date").asString()).isEqualTo("2025-01-01");
        assertThat(created.json().path("from").asString()).isEqualTo("2024-12-31T16:00:00Z");
        assertThat(created.header("Location")).isEqualTo(PROGRAMMES + "/harbour/terms/2025-01-01");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");
        assertThat(read.text()).isEqualTo(harbour());
        assertThat(server.post(PROGRAMMES + "/harbour/members/c:1/joins",
                "{\"id\": \"j\", \"at\": \"" + TestServer.NOW + "\"}").status()).isEqualTo(201);
    }

    @Test
    void termsOfADayToComeFollowThoseInForceAlsoWithMembers() {
        server.open("customer:ann", 100);
        String next = next("2025-07-01");
        Reply created = put("/v1/programmes/willow-lane/terms/2025-07-01", next);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(server.get(TestServer.PROGRAMME).json().path("terms").size()).isEqualTo(2);
        assertThat(put("/v1/programmes/willow-lane/terms/2025-07-01", next).status()).isEqualTo(200);
    }

    @Test
    void whatIsPublishedIsNeverEdited() {
        Reply reply = publish(server.terms + "\n# a word more\n");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("terms-differ");
        assertThat(reply.json().path("detail").asString()).contains("2025-01-01", "never edited");
        assertThat(server.get(TestServer.PROGRAMME + "/terms/2025-01-01").text()).isEqualTo(server.terms);
    }

    @Test
    void withMembersTermsHoldFromADayToComeOnly() {
        server.open("customer:ann", 100);
        Reply reply = publish(next("2025-06-15"));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("terms-too-soon");
        assertThat(server.get(TestServer.PROGRAMME).json().path("terms").size()).isEqualTo(1);
    }

    @Test
    void everyMistakeIsToldInItsPlace() {
        Reply reply = publish(server.terms.replace("joins: explicit", "joins: expliit"));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("terms-refused");
        assertThat(reply.json().at("/errors/0/line").asInt()).isEqualTo(11);
        assertThat(reply.json().at("/errors/0/found").asString()).contains("expliit");
        assertThat(reply.json().at("/errors/0/expected").asString()).contains("explicit");
        assertThat(reply.json().at("/errors/0/suggestion").asString()).contains("explicit");
    }

    @Test
    void whatIsPermanentStaysAndTermsFollowThoseBefore() {
        Reply zone = publish(next("2025-07-01").replace("Asia/Shanghai", "Asia/Tokyo"));
        assertThat(zone.status()).isEqualTo(422);
        assertThat(zone.json().at("/errors/0/expected").asString()).contains("permanent");
        Reply before = publish(next("2024-12-01"));
        assertThat(before.status()).isEqualTo(422);
        assertThat(before.json().at("/errors/0/expected").asString()).contains("a date after 2025-01-01");
    }

    @Test
    void thePathAndTheTermsNameTheSame() {
        String next = next("2025-07-01");
        Reply day = put("/v1/programmes/willow-lane/terms/2025-07-02", next);
        assertThat(day.code()).isEqualTo("terms-refused");
        assertThat(day.json().path("detail").asString()).contains("2025-07-01", "2025-07-02");
        Reply programme = put("/v1/programmes/harbour/terms/2025-07-01", next);
        assertThat(programme.code()).isEqualTo("terms-refused");
        assertThat(programme.json().path("detail").asString()).contains("willow-lane", "harbour");
    }

    @Test
    void termsThatWereCutOffComeFirst() {
        unfinished = new PublishedTerms("quay", 1_900_000_000_000L, "programme: quay").encode();
        Reply reply = publish(harbour());
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("terms-unfinished");
        assertThat(reply.json().path("detail").asString()).contains("quay", "2030-03-17");
    }

    @Test
    void aKeyForOneProgrammePublishesThatOne() {
        String token = server.key(Role.OPERATOR, "willow-lane");
        assertThat(as(token, "POST", PROGRAMMES, next("2025-07-01")).status()).isEqualTo(201);
        assertThat(as(token, "POST", PROGRAMMES, harbour()).code()).isEqualTo("forbidden");
        assertThat(as(token, "PUT", PROGRAMMES + "/harbour/terms/2025-01-01", harbour()).status()).isEqualTo(403);
        String early = server.key(Role.OPERATOR, "harbour");
        Reply reply = as(early, "POST", PROGRAMMES, harbour());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("detail").asString()).contains("this one is new");
        assertThat(publish(harbour()).status()).isEqualTo(201);
        assertThat(as(early, "POST", PROGRAMMES, harbour()).status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoPublishAtOnceOneIsFirst() throws Exception {
        List<Callable<Reply>> callers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String text = i % 2 == 0 ? harbour() : harbour() + "# other\n";
            callers.add(() -> publish(text));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Reply> reply : threads.invokeAll(callers)) {
                statuses.add(reply.get().status());
            }
            assertThat(statuses).containsOnlyOnce(201).filteredOn(status -> status == 200).hasSize(5);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(6);
        }
    }

    @Test
    void aCheckTellsWhatGoodTermsAre() {
        Reply reply = check("", harbour());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("problems").size()).isZero();
        assertThat(reply.json().path("programme").asString()).isEqualTo("harbour");
        assertThat(reply.json().path("date").asString()).isEqualTo("2025-01-01");
        assertThat(reply.json().path("from").asString()).isEqualTo("2024-12-31T16:00:00Z");
        assertThat(server.get(PROGRAMMES + "/harbour").status()).as("nothing was published").isEqualTo(404);
    }

    @Test
    void aCheckTellsMistakesAndWhatStandsAgainstASuccessor() {
        String broken = next("2025-07-01").replace("Asia/Shanghai", "Asia/Tokyo");
        assertThat(check("", broken).json().path("problems").size()).isZero();
        assertThat(check("?programme=willow-lane", broken).json().at("/problems/0/expected").asString())
                .contains("permanent");
        assertThat(check("?programme=willow-lane", harbour()).json().at("/problems/0/found").asString())
                .isEqualTo("terms of harbour");
        assertThat(ifPublished(next("2025-07-01"))).isEqualTo("accepted");
        assertThat(ifPublished(server.terms)).isEqualTo("repeated");
        assertThat(ifPublished(server.terms + "#")).isEqualTo("terms-differ");
        server.open("customer:ann", 1);
        assertThat(ifPublished(next("2025-06-15"))).isEqualTo("terms-too-soon");
        assertThat(server.get(TestServer.PROGRAMME).json().path("terms").size()).isEqualTo(1);
        assertThat(check("?programme=nowhere", harbour()).code()).isEqualTo("unknown-programme");
        assertThat(as(server.key(Role.ANALYST, "harbour"), "POST", CHECK + "?programme=willow-lane", harbour())
                .code()).isEqualTo("forbidden");
    }

    @Test
    void whatIsNoTextOrTooLargeOrTooDeepIsToldAndNothingElse() {
        Reply noText = server.send("POST", CHECK, BodyPublishers.ofByteArray(new byte[]{(byte) 0xC3, 0x28}));
        assertThat(noText.json().at("/problems/0/found").asString()).isEqualTo("bytes that are not UTF-8");
        assertThat(server.send("POST", PROGRAMMES, BodyPublishers.noBody()).code()).isEqualTo("terms-refused");
        String large = "#".repeat((1 << 20) + 1);
        for (String path : List.of(CHECK, PROGRAMMES, PROGRAMMES + "/willow-lane/terms/2025-01-01")) {
            Reply reply = server.send(path.endsWith("01") ? "PUT" : "POST", path, BodyPublishers.ofString(large));
            assertThat(reply.status()).as(path).isEqualTo(413);
        }
        for (String deep : List.of("[".repeat(500_000), "{a: ".repeat(200_000), "- ".repeat(500_000))) {
            assertThat(publish(deep).code()).isEqualTo("terms-refused");
            assertThat(check("", deep).json().path("problems").size()).isPositive();
        }
    }

    @Test
    void whoPublishedIsRecorded() {
        publish(harbour());
        publish(harbour() + "#");
        publish(harbour());
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action, AuditEntry::programme, AuditEntry::facts)
                .containsExactly(
                        tuple("terms-published", "harbour",
                                Map.of("date", "2025-01-01", "outcome", "repeated", "told", "0")),
                        tuple("terms-published", "harbour",
                                Map.of("date", "2025-01-01", "outcome", "accepted", "told", "0")));
    }

    private String ifPublished(String terms) {
        Reply reply = check("?programme=willow-lane", terms);
        assertThat(reply.json().path("problems").size()).as(reply.text()).isZero();
        return reply.json().path("if-published").asString();
    }

    private Reply check(String query, String terms) {
        return server.post(CHECK + query, terms, "Content-Type", "application/yaml");
    }

    private Reply publish(String terms) {
        return server.post(PROGRAMMES, terms, "Content-Type", "application/yaml");
    }

    private Reply put(String path, String terms) {
        return server.send("PUT", path, BodyPublishers.ofString(terms), "Content-Type", "application/yaml");
    }

    private Reply as(String token, String method, String path, String terms) {
        return server.sendAs("Bearer " + token, method, path, BodyPublishers.ofString(terms));
    }

    private String harbour() {
        return server.terms.replace("programme: willow-lane", "programme: harbour");
    }

    private String next(String date) {
        return server.terms.replace("terms: 2025-01-01", "terms: " + date);
    }
}
