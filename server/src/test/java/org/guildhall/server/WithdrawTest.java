package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AuditEntry;
import org.guildhall.server.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Terms that are withdrawn before they hold. */
class WithdrawTest {
    private static final String TERMS = TestServer.PROGRAMME + "/terms/";
    private static final String MEI = TestServer.member("customer:mei");
    private static final String CHANGES = """
            changes:
              plans:
                annual: {applies: now}
            """;

    private final TestServer server = TestServer.withPlans();

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void termsToComeAreWithdrawnAndTheSameAgainIsRepeated() {
        publish(next("2025-07-01"));
        Reply withdrawn = server.delete(TERMS + "2025-07-01");
        Reply again = server.delete(TERMS + "2025-07-01");

        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
        assertThat(withdrawn.text()).isEqualTo("{\"outcome\":\"accepted\",\"programme\":\"willow-lane\","
                + "\"date\":\"2025-07-01\",\"from\":\"2025-06-30T16:00:00Z\",\"told\":0}");
        assertThat(again.json().path("outcome").asString()).isEqualTo("repeated");
        assertThat(server.get(TERMS + "2025-07-01").code()).isEqualTo("unknown-terms");
        JsonNode programme = server.get(TestServer.PROGRAMME).json();
        assertThat(programme.path("terms")).hasSize(1);
        assertThat(programme.at("/withdrawn/0/date").asString()).isEqualTo("2025-07-01");
        assertThat(server.audit.recent(9, 9)).extracting(AuditEntry::action, AuditEntry::facts)
                .contains(
                        tuple("terms-withdrawn", Map.of("date", "2025-07-01", "outcome", "accepted", "told", "0")),
                        tuple("terms-withdrawn", Map.of("date", "2025-07-01", "outcome", "repeated", "told", "0")));
    }

    @Test
    void theSameTermsOrOthersFollowThoseWithdrawnForTheSameDayOrAnEarlierOne() {
        String july = next("2025-07-01");
        publish(july);
        server.delete(TERMS + "2025-07-01");
        publish(july);
        assertThat(server.get(TERMS + "2025-07-01").text()).isEqualTo(july);
        assertThat(server.delete(TERMS + "2025-07-01").json().path("outcome").asString()).isEqualTo("accepted");
        publish(next("2025-06-20"));
        publish(july + "# otherwise\n");
        assertThat(server.get(TERMS + "2025-07-01").text()).endsWith("# otherwise\n");
        assertThat(server.get(TestServer.PROGRAMME).json().path("withdrawn")).hasSize(2);
    }

    @Test
    void whatHoldsOrSoonWillStays() {
        Reply present = server.delete(TERMS + "2025-01-01");
        assertThat(present.status()).isEqualTo(409);
        assertThat(present.code()).isEqualTo("terms-in-force");
        assertThat(present.json().path("detail").asString()).contains("2024-12-31 16:00", "never taken back");

        publish(next("2025-07-01"));
        clock("2025-06-30T15:50:00Z");
        assertThat(server.delete(TERMS + "2025-07-01").code()).isEqualTo("terms-in-force");
        assertThat(server.get(TestServer.PROGRAMME).json().path("withdrawn")).isEmpty();
    }

    @Test
    void onlyTheLatestTermsAreWithdrawnAndNeverTheFirstAndNoneThatThereAreNot() {
        publish(next("2025-07-01"));
        publish(next("2025-08-01"));
        Reply followed = server.delete(TERMS + "2025-07-01");
        assertThat(followed.status()).isEqualTo(409);
        assertThat(followed.code()).isEqualTo("terms-followed");
        assertThat(followed.json().path("detail").asString()).contains("2025-08-01 first");

        Reply unknown = server.delete(TERMS + "2025-07-02");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("detail").asString()).contains("2025-01-01, 2025-07-01, 2025-08-01");
        assertThat(server.delete(TERMS + "soon").code()).isEqualTo("unknown-terms");

        publish(server.terms.replace("programme: willow-lane", "programme: harbour")
                .replace("terms: 2025-01-01", "terms: 2025-09-01"));
        assertThat(server.delete("/v1/programmes/harbour/terms/2025-09-01").code()).isEqualTo("terms-first");
    }

    @Test
    void aNameThatCameWithThemKeepsItsNumber() {
        publish(next("2025-07-01").replace("\nbenefits:", "\nbenefits:\n  lounge:\n    names: {zh: 休息室, en: Lounge}\n"
                + "    flag: {}\n    plans: [annual]\n"));
        Integer number = latest().symbols().find("benefit", "lounge");
        assertThat(number).isNotNull();
        server.delete(TERMS + "2025-07-01");
        assertThat(latest().benefits()).noneMatch(benefit -> benefit.name().equals("lounge"));

        publish(next("2025-07-01").replace("\nbenefits:", "\nbenefits:\n  hall:\n    names: {zh: 大厅, en: Hall}\n"
                + "    flag: {}\n    plans: [annual]\n"));

        assertThat(latest().symbols().find("benefit", "lounge")).isEqualTo(number);
        assertThat(latest().symbols().find("benefit", "hall")).isGreaterThan(number);
        assertThat(server.get(MEI.replace("mei", "nobody") + "/benefits").code()).isEqualTo("unknown-member");
    }

    @Test
    void whoWasToldOfARenewalByThemIsToldAgainAndPaysAsToldThen() {
        post("/subscriptions", "\"plan\": \"annual\"");
        String more = next("2025-07-10").replace("price: 139", "price: 159") + CHANGES;
        publish(more);
        clock("2025-07-09T08:00:00Z");
        assertThat(told()).containsExactly("Annual would cost 159.00 CNY from 2025-07-15");

        Reply withdrawn = server.delete(TERMS + "2025-07-10");

        assertThat(withdrawn.json().path("told").asInt()).as(withdrawn.text()).isEqualTo(1);
        assertThat(told()).containsExactly("Annual would cost 159.00 CNY from 2025-07-15",
                "what was told of the renewal counts no more: the terms that were to begin 2025-07-10 00:00 were withdrawn",
                "Annual will cost 139.00 CNY");
        assertThat(server.delete(TERMS + "2025-07-10").json().path("told").asInt()).as("nobody twice").isZero();
        clock("2025-07-16T08:00:00Z");
        assertThat(server.get(MEI + "/payments").json().at("/payments/0/amount").asString()).isEqualTo("139.00");
        JsonNode feed = server.get("/v1/events").json().path("events");
        assertThat(StreamSupport.stream(feed.spliterator(), false).map(event -> event.path("what").asString()))
                .contains("tell again");
    }

    @Test
    void whoWasToldOfARenewalThatOtherTermsMakeDearerIsToldAgain() {
        post("/subscriptions", "\"plan\": \"annual\"");
        clock("2025-07-09T08:00:00Z");
        assertThat(told()).containsExactly("Annual will cost 139.00 CNY");
        String dearer = next("2025-07-12").replace("price: 139", "price: 159") + CHANGES;

        Reply published = server.post("/v1/programmes", dearer, "Content-Type", "application/yaml");

        assertThat(published.json().path("told").asInt()).as(published.text()).isEqualTo(1);
        assertThat(told()).containsExactly("Annual will cost 139.00 CNY",
                "what was told of the renewal counts no more: other terms begin 2025-07-12 00:00",
                "Annual would cost 159.00 CNY from 2025-07-15");
        assertThat(
                server.post("/v1/programmes", dearer, "Content-Type", "application/yaml").json().path("told").asInt())
                .as("nobody twice")
                .isZero();
        publish(next("2025-07-13").replace("price: 139", "price: 159"));
        assertThat(told()).as("it costs the same by terms after those").hasSize(3);
        assertThat(server.delete(TERMS + "2025-07-13").json().path("told").asInt()).isZero();
        assertThat(server.delete(TERMS + "2025-07-12").json().path("told").asInt()).isEqualTo(1);
        assertThat(told()).last().isEqualTo("Annual will cost 139.00 CNY");
    }

    @Test
    void whoseRenewalIsBeforeThemOrCostsTheSameIsNotToldAgain() {
        post("/subscriptions", "\"plan\": \"annual\"");
        publish(next("2025-07-10").replace("price: 15\n", "price: 18\n")
                + CHANGES.replace("annual", "monthly"));
        clock("2025-07-09T08:00:00Z");
        assertThat(server.delete(TERMS + "2025-07-10").json().path("told").asInt()).isZero();
        publish(next("2025-07-20").replace("price: 139", "price: 159") + CHANGES);
        assertThat(server.delete(TERMS + "2025-07-20").json().path("told").asInt()).isZero();
        assertThat(told()).containsExactly("Annual will cost 139.00 CNY");
    }

    @Test
    void aPausedPlanIsToldOfAgainInItsTime() {
        publish(pausable("2025-06-17"));
        clock("2025-06-17T08:00:00Z");
        post("/subscriptions", "\"plan\": \"annual\"");
        post("/payments/settlements", "\"plan\": \"annual\", \"amount\": 139");
        publish(pausable("2025-07-17").replace("price: 139", "price: 159"));
        clock("2025-07-11T08:00:00Z");
        assertThat(told()).containsExactly("Annual would cost 159.00 CNY from 2025-07-17");
        post("/subscriptions/annual/pauses", "\"until\": \"2025-07-13T08:00:00Z\"");
        assertThat(server.delete(TERMS + "2025-07-17").json().path("told").asInt()).isEqualTo(1);
        assertThat(told()).last().asString().startsWith("what was told of the renewal counts no more");
        clock("2025-07-14T08:00:00Z");
        assertThat(told()).last().isEqualTo("Annual will cost 139.00 CNY");
    }

    @Test
    void whatWasAnnouncedAndDoesNotComeStandsInEveryMembersTermsUntilItsDay() {
        post("/subscriptions", "\"plan\": \"basic\"");
        publish(next("2025-07-10").replace("terms: 2025-07-10", "terms: 2025-07-10\nannounced: 2025-06-10"));
        server.delete(TERMS + "2025-07-10");
        JsonNode own = server.send("GET", MEI + "/terms", BodyPublishers.noBody(), "Accept-Language", "en").json();
        assertThat(own.at("/withdrawn/0/terms").asString()).isEqualTo("2025-07-10");
        assertThat(own.at("/withdrawn/0/words").asString())
                .isEqualTo("The terms of 2025-07-10, announced on 2025-06-10,"
                        + " were withdrawn: what was told of them does not come");
        assertThat(server.get(MEI + "/terms").json().at("/withdrawn/0/announced").asString()).isEqualTo("2025-06-10");
        clock("2025-07-11T08:00:00Z");
        assertThat(server.get(MEI + "/terms").json().path("withdrawn")).isEmpty();
    }

    @Test
    void whatWasWithdrawnAndIsPublishedAgainComesAfterAll() {
        post("/subscriptions", "\"plan\": \"basic\"");
        String july = next("2025-07-10").replace("terms: 2025-07-10", "terms: 2025-07-10\nannounced: 2025-06-10");
        publish(july);
        server.delete(TERMS + "2025-07-10");
        publish(july);
        assertThat(server.get(MEI + "/terms").json().path("withdrawn")).isEmpty();
        server.delete(TERMS + "2025-07-10");
        assertThat(server.get(MEI + "/terms").json().path("withdrawn")).as("said once").hasSize(1);
    }

    @Test
    void theConsoleShowsWhatWasWithdrawnUntilOthersAreOfThatDay() {
        String july = next("2025-07-01") + "# as it was to be\n";
        publish(july);
        server.delete(TERMS + "2025-07-01");
        assertThat(page("/programmes/willow-lane")).contains("badge-withdrawn");
        assertThat(page("/programmes/willow-lane/terms/2025-07-01")).contains("badge-withdrawn", "as it was to be",
                "What changed from the terms before");
        publish(next("2025-07-01"));
        assertThat(page("/programmes/willow-lane")).doesNotContain("badge-withdrawn");
        assertThat(page("/programmes/willow-lane/terms/2025-07-01")).doesNotContain("as it was to be");
    }

    private String page(String path) {
        String staff = server.sendAs("", "POST", "/sign-in", BodyPublishers.ofString("key=" + server.token),
                "Origin", "http://127.0.0.1:" + server.port(), "Content-Type", "application/x-www-form-urlencoded")
                .header("Set-Cookie")
                .replaceFirst(";.*", "");
        Reply reply = server.sendAs("", "GET", path, BodyPublishers.noBody(), "Cookie", staff, "Accept-Language", "en");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    @Test
    void whoMayPublishMayWithdraw() {
        publish(next("2025-07-01"));
        assertThat(as(Role.PARTNER).status()).isEqualTo(403);
        assertThat(as(Role.OPERATOR).status()).isEqualTo(200);
    }

    private Reply as(Role role) {
        return server.sendAs("Bearer " + server.key(role), "DELETE", TERMS + "2025-07-01", BodyPublishers.noBody());
    }

    /** What the member was told of renewals, the oldest first. */
    private List<String> told() {
        JsonNode entries = server.send("GET", MEI + "/statement", BodyPublishers.noBody(), "Accept-Language", "en")
                .json()
                .path("entries");
        List<String> all = new ArrayList<>();
        for (JsonNode entry : entries) {
            List<String> one = new ArrayList<>();
            for (JsonNode line : entry.path("lines")) {
                String words = line.path("words").asString();
                if (words.contains(" cost ") || words.contains("counts no more")) {
                    one.add(words.startsWith("Annual") ? words.replaceAll("(CNY( from \\d{4}-\\d\\d-\\d\\d)?).*", "$1")
                            : words);
                }
            }
            all.addAll(0, one);
        }
        return all;
    }

    private Terms latest() {
        return Objects.requireNonNull(server.edge.engine().catalogue(EntityName.programmeNumber("willow-lane")))
                .latest();
    }

    private void clock(String now) {
        Reply moved = server.send("PUT", "/v1/clock", BodyPublishers.ofString("{\"now\": \"" + now + "\"}"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    private void post(String resource, String more) {
        Reply now = server.get("/v1/clock");
        String at = now.status() == 200 ? now.json().path("now").asString() : TestServer.NOW.toString();
        Reply reply =
                server.post(MEI + resource, "{\"id\": \"" + resource + "\", \"at\": \"" + at + "\", " + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void publish(String terms) {
        Reply reply = server.post("/v1/programmes", terms, "Content-Type", "application/yaml");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    /** By the month, without a trial, and with pauses. */
    private String pausable(String date) {
        return next(date).replace("    trial: 30 days\n", "")
                .replace("term: 1 year", "term: 1 month")
                .replace("pause: never", "pause: {up-to: 14 days, times: 1}") + CHANGES;
    }

    private String next(String date) {
        return server.terms.replace("terms: 2025-01-01", "terms: " + date);
    }
}
