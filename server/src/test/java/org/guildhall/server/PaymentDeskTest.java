package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.server.payments.PaymentDesk;
import org.guildhall.server.payments.PaymentDue;
import org.guildhall.server.payments.PaymentGateway;
import org.guildhall.server.payments.SimulatedGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Payments that a gateway takes, or declines, while a sandbox's clock goes on. */
class PaymentDeskTest {
    private static final String MEI = TestServer.member("customer:mei");

    private final TestServer server = TestServer.withPlans();
    private final List<PaymentDue> asked = new ArrayList<>();

    @AfterEach
    void stops() {
        server.close();
    }

    private PaymentDesk desk(PaymentGateway gateway) {
        PaymentDesk desk = new PaymentDesk(server.edge.engine(), server.runtime, server.clock, due -> {
            asked.add(due);
            return gateway.take(due);
        });
        Objects.requireNonNull(server.edge.sandbox()).between(desk::serve);
        return desk;
    }

    private void subscribe(String plan) {
        TestServer.Reply reply = server.post(MEI + "/subscriptions",
                "{\"id\": \"s-" + plan + "\", \"at\": \"" + TestServer.NOW + "\", \"plan\": \"" + plan + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void clock(String moment) {
        TestServer.Reply reply = server.send("PUT", "/v1/clock",
                BodyPublishers.ofString("{\"now\": \"" + moment + "\"}"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private JsonNode subscription() {
        return server.get(MEI + "/subscriptions").json().at("/subscriptions/0");
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        server.get(MEI + "/payments").json().path("payments").forEach(one -> states.add(one.path("state").asString()));
        return states;
    }

    @Test
    void aYearOfMonthsIsPaidOnItsWay() {
        try (PaymentDesk desk = desk(new SimulatedGateway(0, 1))) {
            subscribe("monthly");
            desk.serve();
            assertThat(subscription().path("state").asString()).isEqualTo("running");
            clock("2026-06-14T04:00:00Z");
        }
        assertThat(subscription().path("state").asString()).isEqualTo("running");
        assertThat(states()).hasSize(12).containsOnly("settled");
        assertThat(asked).hasSize(12);
    }

    @Test
    void whatIsDeclinedIsAskedForAgainAndThenLapses() {
        try (PaymentDesk desk = desk(new SimulatedGateway(100, 1))) {
            subscribe("annual");
            desk.serve();
            clock("2025-08-01T04:00:00Z");
        }
        assertThat(subscription().path("state").asString()).isEqualTo("ended");
        assertThat(states()).containsExactly("void");
        assertThat(asked).extracting(PaymentDue::attempt).containsExactly(1L, 2L, 3L);
    }

    @Test
    void threeYearsOfRenewalsAreEachPaidAtTheirMoment() {
        try (PaymentDesk desk = desk(new SimulatedGateway(0, 1))) {
            subscribe("annual");
            clock("2028-07-20T04:00:00Z");
        }
        assertThat(subscription().path("until").asString()).isEqualTo("2029-07-15T04:00:00Z");
        assertThat(states()).containsExactly("settled", "settled", "settled", "settled");
        List<String> moments = new ArrayList<>();
        server.get(MEI + "/statement?limit=200")
                .json()
                .path("entries")
                .forEach(entry -> {
                    if (entry.path("id").asString().startsWith("gateway/")) {
                        moments.add(entry.path("at").asString());
                    }
                });
        assertThat(moments).containsExactly("2028-07-15T04:00:00Z", "2027-07-15T04:00:00Z", "2026-07-15T04:00:00Z",
                "2025-07-15T04:00:00Z");
    }

    @Test
    void anotherDeskAsksForNothingThatWasTold() {
        try (PaymentDesk desk = desk(new SimulatedGateway(0, 1))) {
            subscribe("monthly");
            desk.serve();
        }
        asked.clear();
        try (PaymentDesk desk = desk(new SimulatedGateway(100, 1))) {
            desk.serve();
        }
        assertThat(asked).isEmpty();
        assertThat(states()).containsExactly("settled");
    }

    @Test
    void whoeverMovesMoneyElsewhereIsWaitedFor() {
        try (PaymentDesk desk = desk(PaymentGateway.ELSEWHERE)) {
            subscribe("monthly");
            desk.serve();
        }
        assertThat(states()).containsExactly("due");
    }

    @Test
    void whatIsDeclinedFollowsFromTheSeedAlone() {
        int declined = 0;
        for (int i = 1; i <= 1_000; i++) {
            PaymentDue due = new PaymentDue(new EntityName(1, EntityKind.MEMBER, i), 1, 1, false, 100);
            PaymentGateway.Result result = new SimulatedGateway(20, 7).take(due);
            assertThat(new SimulatedGateway(20, 7).take(due)).isEqualTo(result);
            declined += result instanceof PaymentGateway.Result.Failed ? 1 : 0;
        }
        assertThat(declined).isBetween(150, 250);
    }
}
