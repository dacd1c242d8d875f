package org.guildhall.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guildhall.app.ExampleTerms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code guildhall serve} says of itself, and how it is told to. */
class ServeLogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;

    @BeforeEach
    void publishes() {
        data = folder.resolve("data");
        Cli.Result published = Cli.run("publish", ExampleTerms.folder("willow-lane"), "--data", data);
        assertThat(published.exit()).as(published.err()).isZero();
    }

    @Test
    void logsItsLifeAsJsonAndNobodysName() throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Cli.ownProcess("serve", "--data", data, "--host", "0.0.0.0", "--port", "0",
                "--json", "--log", "json", "--access-log"))
                .redirectError(log.toFile())
                .start();
        String key;
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            JsonNode told = JSON.readTree(out.readLine());
            key = told.path("key").asString();
            URI url = URI.create(told.path("url").asString().replace("0.0.0.0", "127.0.0.1")
                    + "/v1/programmes/willow-lane/members/customer:zebra-4711/joins");
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest join = HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"id\": \"zebra-4711\", \"at\": \"" + Instant.now() + "\"}"))
                        .build();
                assertThat(client.send(join, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(201);
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        List<JsonNode> lines = Files.readAllLines(log)
                .stream()
                .filter(line -> !line.startsWith("WARNING: ")) // Java's own, of another's use of Unsafe
                .map(JSON::readTree)
                .toList();
        assertThat(lines).allMatch(line -> line.path("time").asString().endsWith("Z")
                && List.of("info", "warning").contains(line.path("level").asString()));
        assertThat(lines.stream().map(line -> line.path("event").asString("")).filter(event -> !event.isEmpty()))
                .filteredOn(event -> !event.equals("slow-request"))
                .containsExactly("key-made", "started", "request", "stopping", "stopped");
        assertThat(lines).filteredOn(line -> line.path("event").asString("").equals("request"))
                .singleElement()
                .matches(line -> line.path("route")
                        .asString()
                        .equals("/v1/programmes/{programme}/members/{reference}/joins")
                        && line.path("status").asInt() == 201 && line.path("milliseconds").isNumber());
        assertThat(lines).filteredOn(line -> line.has("message"))
                .anyMatch(line -> line.path("message").asString().startsWith("listening at 0.0.0.0 without TLS"));
        assertThat(Files.readString(log)).doesNotContainIgnoringCase("zebra").doesNotContain(key, "127.0.0.1");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        Path nothing = folder.resolve("nothing.pem");
        Cli.Result half = Cli.run("serve", "--data", data, "--tls-cert", nothing);
        assertThat(half.exit()).isEqualTo(2);
        assertThat(half.err()).contains("--tls-key");
        Cli.Result missing = Cli.run("serve", "--data", data, "--tls-cert", nothing, "--tls-key", nothing);
        assertThat(missing.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(missing.err()).contains("found no file " + nothing);
        assertThat(Cli.run("serve", "--data", data, "--otlp", "nowhere").err()).contains("found --otlp nowhere");
        assertThat(Cli.run("serve", "--data", data, "--otlp-share", "2").err()).contains("expected 0 to 1");
    }

    @Test
    void helpHasItsOptionsInGroupsAndSaysThatImportsAreRefused() {
        String help = Cli.run("serve", "--help").out();
        assertThat(help).containsSubsequence("import,", "refused", "Where it listens:", "--port", "Over TLS",
                "--tls-cert",
                "What it logs", "--access-log", "OpenTelemetry:", "--otlp");
    }
}
