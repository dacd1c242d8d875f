package org.guildhall.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guildhall.app.ExampleTerms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code guildhall serve --sandbox} in a process of its own, and terms published while it serves. */
class SandboxServeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEMBER = "/v1/programmes/willow-lane/members/customer:1";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;
    private String url = "";
    private String key = "";
    /** Its directory, as it says. */
    private String told = "";

    @AfterEach
    void leavesNoProcess() throws InterruptedException {
        Process last = process;
        if (last != null) {
            last.destroyForcibly().waitFor();
        }
    }

    @Test
    void itsClockGoesOnWhereItStoodAlsoAfterItWasKilledOrRestored() throws Exception {
        Path data = folder.resolve("sandbox");
        Process first = serve(data);
        Path file = ExampleTerms.folder("willow-lane").resolve("terms/2025-01-01.yaml");
        assertThat(ask("POST", "/v1/programmes", Files.readString(file)).statusCode()).isEqualTo(201);
        Cli.Result published = Cli.run("publish", ExampleTerms.folder("willow-lane"), "--data", data);
        assertThat(published.out()).as(published.err()).contains("nothing to publish");
        Instant start = now();
        assertThat(ask("POST", MEMBER + "/openings", opening(start)).statusCode()).isEqualTo(201);

        Instant later = start.plus(Duration.ofDays(900));
        HttpResponse<String> moved = ask("PUT", "/v1/clock", "{\"now\": \"" + later + "\"}");
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(Cli.run("backup", folder.resolve("backup"), "--data", data).exit()).isZero();
        first.destroyForcibly().waitFor();

        Cli.Result without = Cli.run("serve", "--data", data, "--port", "0");
        assertThat(without.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(without.err()).contains("found the sandbox", "expected --sandbox");
        Process second = serve(data);
        assertThat(now()).isEqualTo(later);
        JsonNode wallet = json(ask("GET", MEMBER, "")).at("/wallets/points");
        assertThat(wallet.path("expired").asString()).isEqualTo("7");
        assertThat(json(ask("GET", MEMBER + "/statement?limit=200", "")).toString()).contains("\"origin\":\"timer\"");
        second.destroy();
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();

        Path restored = folder.resolve("restored");
        assertThat(Cli.run("restore", folder.resolve("backup"), "--data", restored).exit()).isZero();
        key = "";
        serve(restored);
        assertThat(now()).isEqualTo(later);
    }

    @Test
    void aDirectoryThatGoesByTheMachinesClockIsNoSandbox() throws IOException {
        Path data = folder.resolve("data");
        Path programme = ExampleTerms.folder("willow-lane");
        assertThat(Cli.run("publish", programme, "--data", data).exit()).isZero();
        Cli.Result refused = Cli.run("serve", "--sandbox", "--data", data, "--port", "0");
        assertThat(refused.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(refused.err()).contains("goes by the clock of this machine", "a new directory with --sandbox");
        Cli.Result none = Cli.run("serve", "--port", "0");
        assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("found neither --data nor --sandbox");
        Path file = Files.writeString(folder.resolve("other"), "x");
        assertThat(Cli.run("serve", "--sandbox", "--data", file, "--port", "0").exit())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(Cli.run("serve", "--sandbox", "--data", folder, "--port", "0").err()).contains("without data");
    }

    @Test
    void aNewOneBeginsWhereItIsTold() throws Exception {
        Path data = folder.resolve("past");
        Process first = serve(data, "--at", "2025-06-01 10:00");
        assertThat(now()).isEqualTo(Instant.parse("2025-06-01T10:00:00Z"));
        String terms = Files.readString(ExampleTerms.folder("willow-lane").resolve("terms/2025-01-01.yaml"));
        assertThat(ask("POST", "/v1/programmes", terms).statusCode()).isEqualTo(201);
        Instant start = now();
        assertThat(ask("POST", MEMBER + "/openings", opening(start)).statusCode()).isEqualTo(201);
        Instant later = start.plus(Duration.ofDays(101));
        assertThat(ask("PUT", "/v1/clock", "{\"now\": \"" + later + "\"}").statusCode()).isEqualTo(200);
        assertThat(json(ask("GET", MEMBER, "")).at("/wallets/points/expired").asString()).isEqualTo("7");
        first.destroy();
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();

        Cli.Result again = Cli.run("serve", "--sandbox", "--data", data, "--at", "2025-06-01 10:00", "--port", "0");
        assertThat(again.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(again.err()).contains("whose clock goes on where it stood, expected no --at with it");
        serve(data);
        assertThat(now()).isEqualTo(later);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2025-06-01T10:00  | found --at \"2025-06-01T10:00\", expected a time, such as 2025-04-03 10:00, did you mean 2025-06-01 10:00",
        "2025-02-30        | found --at \"2025-02-30\", expected a day that exists: there is no 2025-02-30",
        "yesterday         | found --at \"yesterday\", expected a time, such as 2025-04-03 10:00",
        "1979-12-31        | found --at \"1979-12-31\", expected a moment from 1980-01-01T00:00:00Z to 2200-01-01T00:00:00Z",
        "2200-01-02        | found --at \"2200-01-02\", expected a moment from 1980-01-01T00:00:00Z to 2200-01-01T00:00:00Z"})
    void aMomentThatIsNoneIsTold(String at, String told) {
        Path data = folder.resolve("none");
        Cli.Result result = Cli.run("serve", "--sandbox", "--data", data, "--at", at, "--port", "0");
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(told);
        assertThat(data).doesNotExist();
    }

    @Test
    void onlyASandboxBeginsElsewhere() {
        Cli.Result result = Cli.run("serve", "--data", folder, "--at", "2025-06-01", "--port", "0");
        assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("found --at without --sandbox, expected a sandbox");
    }

    @Test
    void withoutADirectoryItIsGoneWhenItEnds() throws Exception {
        Process temporary = serve(null);
        Instant later = now().plus(Duration.ofDays(1));
        assertThat(ask("PUT", "/v1/clock", "{\"now\": \"" + later + "\"}").statusCode()).isEqualTo(200);
        Path data = Path.of(told);
        assertThat(data).isDirectory();
        temporary.destroy();
        assertThat(temporary.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(data).doesNotExist();
    }

    private static String opening(Instant now) {
        return "{\"id\": \"opening\", \"at\": \"" + now + "\", \"joined\": \"2025-01-02\", \"lots\": {\"points\":"
                + " [{\"amount\": 7, \"earned\": \"2025-05-01\", \"expires\": \"" + now.plus(Duration.ofDays(100))
                + "\"}]}}";
    }

    private Instant now() throws IOException, InterruptedException {
        return Instant.parse(json(ask("GET", "/v1/clock", "")).path("now").asString());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    /** Starts a sandbox, and learns its directory, its address and, from the first start, its key. */
    private Process serve(@Nullable Path data, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("serve", "--sandbox", "--port", "0", "--json"));
        words.addAll(data == null ? List.of() : List.of("--data", data));
        words.addAll(List.of(more));
        Process started = new ProcessBuilder(Cli.ownProcess(words.toArray())).redirectErrorStream(true).start();
        process = started;
        BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("{")) {
                JsonNode json = JSON.readTree(line);
                url = json.path("url").asString();
                told = json.path("data").asString();
                key = key.isEmpty() ? json.path("key").asString() : key;
                assertThat(json.path("clock").asString()).endsWith("Z");
                return started;
            }
        }
        throw new AssertionError("expected a server, but found none");
    }
}
