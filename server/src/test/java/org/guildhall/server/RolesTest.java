package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.Role;
import org.guildhall.server.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may call what. */
class RolesTest {
    private static final Set<String> PROGRAMMES = Set.of(
            "GET /v1/programmes",
            "GET /v1/programmes/{programme}",
            "GET /v1/programmes/{programme}/figures",
            "GET /v1/programmes/{programme}/offers",
            "GET /v1/programmes/{programme}/offers/{offer}",
            "GET /v1/programmes/{programme}/stocks",
            "GET /v1/programmes/{programme}/stocks/{stock}",
            "GET /v1/programmes/{programme}/terms/{date}",
            "POST /v1/check",
            "GET /v1/clock");
    private static final Set<String> SEARCH = Set.of("GET /v1/programmes/{programme}/members");
    private static final Set<String> MEMBERS = Set.of(
            "GET /v1/programmes/{programme}/members/{reference}",
            "GET /v1/programmes/{programme}/members/{reference}/standing",
            "GET /v1/programmes/{programme}/members/{reference}/subscriptions",
            "GET /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/outlook",
            "GET /v1/programmes/{programme}/members/{reference}/terms",
            "GET /v1/programmes/{programme}/members/{reference}/gifts",
            "GET /v1/programmes/{programme}/members/{reference}/payments",
            "GET /v1/programmes/{programme}/members/{reference}/benefits",
            "GET /v1/programmes/{programme}/members/{reference}/benefits/{benefit}",
            "GET /v1/programmes/{programme}/members/{reference}/claims",
            "GET /v1/programmes/{programme}/members/{reference}/coupons",
            "GET /v1/programmes/{programme}/members/{reference}/seats",
            "GET /v1/programmes/{programme}/members/{reference}/statement",
            "GET /v1/programmes/{programme}/members/{reference}/commands");
    private static final Set<String> CONTACTS = Set.of(
            "GET /v1/programmes/{programme}/members/{reference}/contacts");
    private static final Set<String> TOKENS = Set.of(
            "POST /v1/programmes/{programme}/members/{reference}/tokens",
            "DELETE /v1/programmes/{programme}/members/{reference}/tokens");
    private static final Set<String> REPORTS = Set.of(
            "POST /v1/programmes/{programme}/members",
            "POST /v1/programmes/{programme}/activities",
            "PUT /v1/programmes/{programme}/members/{reference}/references/{other}",
            "PUT /v1/programmes/{programme}/members/{reference}/contacts",
            "POST /v1/programmes/{programme}/members/{reference}/activities",
            "POST /v1/programmes/{programme}/members/{reference}/joins",
            "POST /v1/programmes/{programme}/members/{reference}/descriptions",
            "POST /v1/programmes/{programme}/members/{reference}/reversals",
            "POST /v1/programmes/{programme}/members/{reference}/departures",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/cancellations",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/continuations",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/pauses",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/resumptions",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/changes",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/choices",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/consents",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/stays",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/incomes",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/prolongations",
            "POST /v1/programmes/{programme}/members/{reference}/gifts",
            "POST /v1/programmes/{programme}/members/{reference}/gifts/cancellations",
            "POST /v1/programmes/{programme}/members/{reference}/payments/settlements",
            "POST /v1/programmes/{programme}/members/{reference}/payments/failures",
            "POST /v1/programmes/{programme}/members/{reference}/payments/reversals",
            "POST /v1/programmes/{programme}/members/{reference}/uses",
            "POST /v1/programmes/{programme}/members/{reference}/uses/cancellations",
            "POST /v1/programmes/{programme}/members/{reference}/claims/activations",
            "POST /v1/programmes/{programme}/members/{reference}/claims/failures",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/reservations",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/redemptions",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/releases",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/refunds");
    private static final Set<String> POINTS = Set.of(
            "POST /v1/programmes/{programme}/members/{reference}/spends",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/seats",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/acceptances",
            "POST /v1/programmes/{programme}/members/{reference}/subscriptions/{plan}/releases",
            "POST /v1/programmes/{programme}/members/{reference}/seats/removals",
            "POST /v1/programmes/{programme}/members/{reference}/claims",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/claims",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/transfers",
            "POST /v1/programmes/{programme}/members/{reference}/claims/cancellations",
            "POST /v1/programmes/{programme}/members/{reference}/cancellations",
            "POST /v1/programmes/{programme}/members/{reference}/transfers");
    private static final Set<String> GRANTS = Set.of(
            "POST /v1/programmes/{programme}/members/{reference}/coupons/grants",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/moves");
    private static final Set<String> DECISIONS = Set.of(
            "POST /v1/programmes/{programme}/offers/{offer}/pauses",
            "POST /v1/programmes/{programme}/offers/{offer}/resumptions",
            "POST /v1/programmes/{programme}/offers/{offer}/stops",
            "POST /v1/programmes/{programme}/offers/{offer}/codes",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/revocations",
            "POST /v1/programmes/{programme}/members/{reference}/coupons/extensions",
            "DELETE /v1/programmes/{programme}/members/{reference}",
            "POST /v1/programmes/{programme}/stocks/{stock}/pieces",
            "POST /v1/programmes/{programme}/stocks/{stock}/codes",
            "POST /v1/programmes/{programme}/stocks/{stock}/withdrawals",
            "POST /v1/programmes/{programme}/members/{reference}/adjustments",
            "POST /v1/programmes/{programme}/members/{reference}/grants",
            "POST /v1/programmes/{programme}/members/{reference}/benefits/{benefit}/grants",
            "POST /v1/programmes/{programme}/members/{reference}/benefits/{benefit}/revocations",
            "POST /v1/programmes/{programme}/members/{reference}/scores",
            "POST /v1/programmes/{programme}/members/{reference}/freezes",
            "POST /v1/programmes/{programme}/members/{reference}/unfreezes",
            "POST /v1/programmes/{programme}/members/{reference}/merges",
            "POST /v1/programmes/{programme}/members/{reference}/openings",
            "PUT /v1/clock");
    private static final Set<String> TERMS = Set.of(
            "POST /v1/programmes",
            "POST /v1/programmes/{programme}/offers",
            "PUT /v1/programmes/{programme}/terms/{date}",
            "DELETE /v1/programmes/{programme}/terms/{date}");
    private static final Set<String> EVENTS = Set.of("GET /v1/events");
    private static final Set<String> METRICS = Set.of("GET /metrics");
    private static final Set<String> KEYS = Set.of(
            "GET /v1/keys",
            "POST /v1/keys",
            "DELETE /v1/keys/{key}",
            "GET /v1/audit");

    private static final Map<Role, List<Set<String>>> ALLOWED = Map.of(
            Role.ADMINISTRATOR,
            List.of(PROGRAMMES, SEARCH, MEMBERS, CONTACTS, TOKENS, REPORTS, POINTS, GRANTS, DECISIONS, TERMS, EVENTS,
                    METRICS, KEYS),
            Role.OPERATOR,
            List.of(PROGRAMMES, SEARCH, MEMBERS, CONTACTS, TOKENS, REPORTS, POINTS, GRANTS, DECISIONS, TERMS, EVENTS,
                    METRICS),
            Role.PARTNER, List.of(PROGRAMMES, SEARCH, MEMBERS, TOKENS, REPORTS, POINTS, EVENTS),
            Role.SUPPORT, List.of(PROGRAMMES, SEARCH, MEMBERS, CONTACTS, TOKENS, GRANTS),
            Role.FINANCE, List.of(PROGRAMMES, SEARCH, MEMBERS),
            Role.ANALYST, List.of(PROGRAMMES, METRICS),
            Role.MONITOR, List.of(METRICS),
            Role.MEMBER, List.of(MEMBERS));

    private final TestServer server = TestServer.sandbox();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTableNamesEveryRouteAndNoOther() {
        List<String> routes = new ArrayList<>();
        server.routes().forEach(route -> routes.add(name(route)));
        assertThat(Stream
                .of(PROGRAMMES, SEARCH, MEMBERS, CONTACTS, TOKENS, REPORTS, POINTS, GRANTS, DECISIONS, TERMS, EVENTS,
                        METRICS, KEYS)
                .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(routes);
        assertThat(ALLOWED).containsOnlyKeys(Role.values());
    }

    @Test
    void everyRoleMayCallWhatTheTableSaysAndNothingElse() {
        ALLOWED.forEach((role, allowed) -> {
            String token = role == Role.MEMBER ? memberToken() : server.key(role);
            for (Route route : server.routes()) {
                server.clock.advance(1_000); // so that nobody is held to a rate
                Reply reply = call("Bearer " + token, route);
                if (allowed.stream().anyMatch(some -> some.contains(name(route)))) {
                    assertThat(reply.status()).as("%s: %s", role, name(route)).isNotIn(401, 403).isLessThan(500);
                } else {
                    assertThat(reply.status()).as("%s: %s", role, name(route)).isEqualTo(403);
                    assertThat(reply.code()).isEqualTo("forbidden");
                }
            }
        });
    }

    @Test
    void whoHasNoKeyIsToldToBringOneAtEveryRoute() {
        for (Route route : server.routes()) {
            for (String authorization : List.of("", "Bearer gh_unknown", "Bearer ghm_unknown", "Basic x", "Bearer",
                    "Bearer ",
                    server.token, "Basic " + server.token)) {
                Reply reply = call(authorization, route);
                assertThat(reply.status()).as("%s: %s", authorization, name(route)).isEqualTo(401);
                assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                assertThat(reply.code()).isEqualTo("unauthorized");
            }
            server.clock.advance(60_000); // so that nobody is slowed
        }
    }

    @Test
    void aSchemeInLowerCaseIsTheSameScheme() {
        assertThat(as("bearer " + server.token, "GET", "/v1/keys").status()).isEqualTo(200);
    }

    @Test
    void aKeyForAnotherProgrammeReachesNothingOfThisOne() {
        String token = server.key(Role.ADMINISTRATOR, "elsewhere");
        for (Route route : server.routes()) {
            if (route.path().contains("{programme}")) {
                Reply reply = call("Bearer " + token, route);
                assertThat(reply.status()).as(name(route)).isEqualTo(403);
                assertThat(reply.text()).doesNotContain("Willow");
            }
        }
        assertThat(as("Bearer " + token, "GET", "/v1/programmes").json().path("programmes").size()).isZero();
    }

    @Test
    void aKeyForOneProgrammeSeesThatOne() {
        String token = server.key(Role.PARTNER, "willow-lane");
        Reply reply = as("Bearer " + token, "GET", "/v1/programmes");
        assertThat(reply.json().path("programmes").size()).isEqualTo(1);
        assertThat(reply.json().at("/programmes/0/programme").asString()).isEqualTo("willow-lane");
        assertThat(as("Bearer " + token, "GET", TestServer.PROGRAMME).status()).isEqualTo(200);
    }

    @Test
    void aKeyForOneProgrammeHasNothingToDoWithKeys() {
        String token = server.key(Role.ADMINISTRATOR, "willow-lane");
        for (Route route : server.routes()) {
            if (KEYS.contains(name(route))) {
                assertThat(call("Bearer " + token, route).status()).as(name(route)).isEqualTo(403);
            }
        }
        Reply reply = server.sendAs("Bearer " + token, "POST", "/v1/keys",
                BodyPublishers.ofString("{\"role\": \"administrator\", \"name\": \"mine\", \"programme\": \"*\"}"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(server.keys.all()).hasSize(2);
    }

    @Test
    void aKeyMadeOverHttpWorksUntilItIsRevoked() {
        Reply made = server.post("/v1/keys",
                "{\"role\": \"analyst\", \"name\": \"figures\", \"programme\": \"willow-lane\"}");
        assertThat(made.status()).isEqualTo(201);
        String token = made.json().path("token").asString();
        assertThat(as("Bearer " + token, "GET", TestServer.PROGRAMME).status()).isEqualTo(200);
        assertThat(server.get("/v1/keys").text()).contains("figures").doesNotContain(token);

        String path = "/v1/keys/" + made.json().path("id").asString();
        assertThat(server.delete(path).status()).isEqualTo(204);

        assertThat(as("Bearer " + token, "GET", TestServer.PROGRAMME).status()).isEqualTo(401);
        assertThat(server.get("/v1/keys").text()).doesNotContain("figures");
        assertThat(server.delete(path).code()).isEqualTo("unknown-key");
    }

    @Test
    void aKeyCannotRevokeItself() {
        AccessKeys.Created other = server.keys.create(Role.ADMINISTRATOR, null, "other", 1);
        Reply reply = as("Bearer " + other.token(), "DELETE", "/v1/keys/" + other.key().id());
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("own-key");
        assertThat(as("Bearer " + other.token(), "GET", "/v1/keys").status()).isEqualTo(200);
    }

    @Test
    void aKeyOfNoRoleIsRefusedWithTheRolesThereAre() {
        Reply reply = server.post("/v1/keys", "{\"role\": \"analist\", \"name\": \"figures\", \"programme\": \"*\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/expected").asString()).contains("administrator", "analyst");
        assertThat(reply.json().at("/errors/0/suggestion").asString()).isEqualTo("analyst");
    }

    @Test
    void anybodyMayAskWhetherTheServerIsUp() {
        Reply reply = as("", "GET", "/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asString()).isEqualTo("up");
    }

    /** Of the one whom the routes are called with. */
    private String memberToken() {
        server.open("customer:nobody", 1);
        return server.post(TestServer.member("customer:nobody") + "/tokens", "").json().path("token").asString();
    }

    private Reply call(String authorization, Route route) {
        Map<String, String> parts = Map.of(
                "{programme}", "willow-lane",
                "{reference}", "customer:nobody",
                "{other}", "card:nobody",
                "{plan}", "annual",
                "{benefit}", "film",
                "{stock}", "none",
                "{offer}", "none",
                "{command}", "none",
                "{date}", "2025-01-01",
                "{key}", "none");
        String path = route.path();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            path = path.replace(part.getKey(), part.getValue());
        }
        return as(authorization, route.method(), path);
    }

    private Reply as(String authorization, String method, String path) {
        return server.sendAs(authorization, method, path, BodyPublishers.noBody());
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
