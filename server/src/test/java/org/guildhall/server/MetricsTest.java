package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.Role;
import org.guildhall.server.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
class MetricsTest {
    private static final String ZEBRA = "customer:zebra-4711";
    /** What labels of ours may say; those of partitions and Java apart. */
    private static final Set<String> LABELS = Set.of("method", "route", "status", "programme", "command", "outcome",
            "reason", "partition", "ladder", "tier", "currency", "account", "version", "le");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void countsRequestsAndCommandsByWhatBecameOfThem() {
        server.open(ZEBRA, 50);
        server.post(TestServer.member(ZEBRA) + "/spends", spend("s-1", 20));
        server.post(TestServer.member(ZEBRA) + "/spends", spend("s-1", 20));
        server.post(TestServer.member(ZEBRA) + "/spends", spend("s-2", 2000));
        server.post(TestServer.PROGRAMME + "/activities", order("a") + order("b") + "nonsense\n");
        server.get(TestServer.member("customer:nobody"));

        Exposition metrics = scrape();

        String spends = "/v1/programmes/{programme}/members/{reference}/spends";
        assertThat(metrics.value("guildhall_http_request_duration_seconds_count", "method", "POST", "route", spends,
                "status", "2xx")).isEqualTo(2);
        assertThat(metrics.value("guildhall_http_request_duration_seconds_count", "method", "POST", "route", spends,
                "status", "4xx")).isEqualTo(1);
        assertThat(metrics.value("guildhall_http_request_duration_seconds_count", "method", "GET", "route",
                "/v1/programmes/{programme}/members/{reference}", "status", "4xx")).isEqualTo(1);
        assertThat(command(metrics, "spend", "accepted", "")).isEqualTo(1);
        assertThat(command(metrics, "spend", "repeated", "")).isEqualTo(1);
        assertThat(command(metrics, "spend", "refused", "not-enough-points")).isEqualTo(1);
        assertThat(command(metrics, "record", "accepted", "")).isEqualTo(2);
        assertThat(metrics.value("guildhall_command_duration_seconds_count", "programme", "willow-lane")).isEqualTo(6);
    }

    @Test
    void showsProgrammesPartitionsAndTheProcess() {
        server.open(ZEBRA, 50);
        server.post(TestServer.member(ZEBRA) + "/spends", spend("s-1", 20));

        Exposition metrics = scrape();

        assertThat(metrics.value("guildhall_members", "programme", "willow-lane", "status", "members")).isEqualTo(1);
        assertThat(metrics.value("guildhall_points", "currency", "points", "account", "available")).isEqualTo(30);
        assertThat(metrics.value("guildhall_points", "currency", "points", "account", "spent")).isEqualTo(20);
        assertThat(metrics.value("guildhall_tier_members", "ladder", "membership")).isEqualTo(1);
        assertThat(metrics.samples().stream().filter(one -> one.name().equals("guildhall_partition_stopped")))
                .hasSize(2)
                .allMatch(one -> one.value() == 0);
        assertThat(metrics.samples()
                .stream()
                .filter(one -> one.name().equals("guildhall_partition_decided_total"))
                .mapToDouble(Exposition.Sample::value)
                .sum()).isEqualTo(2);
        assertThat(metrics.value("guildhall_timers_stopped")).isZero();
        assertThat(metrics.value("guildhall_build_info")).isEqualTo(1);
        assertThat(metrics.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
        assertThat(metrics.value("process_cpu_seconds_total")).isPositive();
    }

    @Test
    void namesUnitsAndLabelsAreAsPrometheusWantsThem() {
        server.open(ZEBRA, 50);

        Exposition metrics = scrape();

        assertThat(metrics.types()).hasSizeGreaterThan(30).hasSameSizeAs(metrics.helps());
        for (Exposition.Sample sample : metrics.samples()) {
            String family = metrics.family(sample);
            String type = metrics.types().getOrDefault(family, "none");
            assertThat(type).as(sample.name()).isIn("counter", "gauge", "histogram", "summary");
            assertThat(metrics.helps()).containsKey(family);
            assertThat(family).matches("(guildhall|jvm|process)_[a-z_]+");
            assertThat(family.endsWith("_total")).as(family).isEqualTo(type.equals("counter"));
            if (type.equals("histogram")) {
                assertThat(family).endsWith("_seconds");
            }
            if (family.startsWith("guildhall_")) {
                assertThat(LABELS).as(sample.toString()).containsAll(sample.labels().keySet());
            }
        }
    }

    @Test
    void noLabelTellsWhoWasMeantHoweverItWasAsked() {
        server.open(ZEBRA, 50);
        server.get(TestServer.member(ZEBRA));
        server.get("/zebra-4711");
        server.get("/v1/programmes/zebra-4711");
        server.get(TestServer.PROGRAMME + "/zebra-4711?zebra-4711");
        server.send("ZEBRA4711", TestServer.member(ZEBRA), BodyPublishers.noBody());
        server.post(TestServer.member(ZEBRA) + "/spends", "{\"zebra-4711\": 1}");
        server.post(TestServer.member(ZEBRA) + "/activities", "{\"id\": \"zebra-4711\", \"zebra-4711\": {}}");
        server.get("/v1/keys/zebra%2D4711");

        Exposition metrics = scrape();

        Set<String> routes = new TreeSet<>(Set.of("other", "/health"));
        server.routes().forEach(route -> routes.add(route.path()));
        for (Exposition.Sample sample : metrics.samples()) {
            assertThat(sample.toString()).doesNotContainIgnoringCase("zebra").doesNotContain("gh_");
            String route = sample.labels().get("route");
            if (route != null) {
                assertThat(routes).contains(route);
            }
        }
        assertThat(metrics.value("guildhall_http_request_duration_seconds_count", "method", "other", "route",
                "/v1/programmes/{programme}/members/{reference}")).isEqualTo(1);
    }

    @Test
    void speaksTheFormatThatIsAskedFor() {
        Reply plain = scrape(server.token, "text/plain;version=0.0.4");
        assertThat(plain.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");

        Reply open = scrape(server.token, "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.3");
        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.text()).endsWith("# EOF\n").contains("# UNIT guildhall_http_request_duration_seconds seconds");

        Reply binary = scrape(server.token,
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");
        assertThat(binary.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void aKeyThatMonitorsReadsNothingElseAndOneForAProgrammeReadsNone() {
        String monitor = server.key(Role.MONITOR);
        assertThat(scrape(monitor, "").status()).isEqualTo(200);
        for (Route route : server.routes()) {
            if (!route.path().equals("/metrics") && !route.path().contains("{")) {
                assertThat(server.sendAs("Bearer " + monitor, route.method(), route.path(), BodyPublishers.noBody())
                        .status()).as(route.path()).isEqualTo(403);
            }
        }
        Reply other = scrape(server.key(Role.ANALYST, "willow-lane"), "");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text()).contains("expected one for all programmes");
        assertThat(scrape(server.key(Role.PARTNER), "").status()).isEqualTo(403);
        assertThat(scrape("gh_unknown", "").status()).isEqualTo(401);
    }

    private static double command(Exposition metrics, String command, String outcome, String reason) {
        return metrics.value("guildhall_commands_total", "programme", "willow-lane", "command", command, "outcome",
                outcome, "reason", reason);
    }

    private static String spend(String id, int points) {
        return "{\"id\": \"%s\", \"at\": \"%s\", \"points\": %d, \"purpose\": \"zebra-4711\"}".formatted(id,
                TestServer.NOW, points);
    }

    private static String order(String id) {
        return """
                {"member": "%s", "id": "%s", "at": "%s", "order": {"channel": "app", "lines": [{"product": "tea",\
                 "category": "drinks", "brand": "Lane", "quantity": 1, "price": "1.00"}]}}
                """.formatted(ZEBRA, id, TestServer.NOW);
    }

    private Exposition scrape() {
        Reply reply = scrape(server.token, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Exposition.parse(reply.text());
    }

    private Reply scrape(String token, String accept) {
        String[] headers = accept.isEmpty() ? new String[0] : new String[]{"Accept", accept};
        return server.sendAs("Bearer " + token, "GET", "/metrics", BodyPublishers.noBody(), headers);
    }
}
