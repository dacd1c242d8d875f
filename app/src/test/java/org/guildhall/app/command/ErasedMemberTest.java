package org.guildhall.app.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.app.ExampleTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member who is erased from a directory that a process serves: every file is looked through, before and after. */
class ErasedMemberTest {
    private static final String REFERENCE = "card:qX7vLk2RmZ8tNc4HwYs9Bf5DgJp3Ea6U";
    private static final String PHONE = "+8613987654321";
    private static final String NAME = "Wang Xiaoming of Suzhou";
    private static final String EMAIL = "xiaoming.wang@example.com";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;
    @SuppressWarnings("NullAway.Init") private Process process;

    private final HttpClient client = HttpClient.newHttpClient();
    private String url = "";
    private String key = "";

    @BeforeEach
    void serves() throws IOException {
        data = folder.resolve("data");
        Cli.Result published = Cli.run("publish", ExampleTerms.folder("willow-lane"), "--data", data);
        assertThat(published.exit()).as(published.err()).isZero();
        serve();
    }

    @AfterEach
    void leavesNoProcess() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void isInNoFileAfterwardsAndTheLedgerStillAddsUp() throws Exception {
        send("POST", "customer:other/openings", opening("o", 7), 201);
        send("POST", REFERENCE + "/openings", opening("o", 50), 201);
        send("PUT", REFERENCE + "/references/phone:" + PHONE, "", 204);
        send("PUT", REFERENCE + "/contacts",
                "{\"name\": \"" + NAME + "\", \"phone\": \"" + PHONE + "\", \"email\": \"" + EMAIL + "\"}", 204);
        stop();
        serve();
        send("GET", "phone:" + PHONE + "/contacts", "", 200);
        assertThat(filesWith(REFERENCE)).as("the test finds what is there").isNotEmpty();
        assertThat(filesWith(PHONE)).as("as a reference it is no secret").isNotEmpty();
        assertThat(filesWith(NAME)).as("contacts are encrypted").isEmpty();
        assertThat(filesWith(EMAIL)).isEmpty();

        String told = send("DELETE", REFERENCE + "?id=e&at=" + Instant.now() + "&reason=asked", "", 200);

        assertThat(told).contains("\"forfeited\":{\"points\":\"50\"}");
        isInNoFile();
        send("GET", "phone:" + PHONE, "", 404);
        stop();
        isInNoFile();
        Cli.Result doctor = Cli.run("doctor", "--data", data);
        assertThat(doctor.out()).isEqualTo("2 members, nothing is wrong" + System.lineSeparator());
        assertThat(Cli.run("digest", "--data", data).exit()).isZero();
        serve();
        send("POST", REFERENCE + "/openings", opening("o", 3), 201);
    }

    @Test
    void theKeyOfContactsMayBeKeptElsewhereAndMustThenBeNamed() throws Exception {
        stop();
        Path elsewhere = folder.resolve("elsewhere.key");
        serve("--profile-key", elsewhere.toString());
        send("POST", REFERENCE + "/openings", opening("o", 50), 201);
        send("PUT", REFERENCE + "/contacts", "{\"name\": \"" + NAME + "\"}", 204);
        stop();
        assertThat(elsewhere).exists();
        assertThat(data.resolve("profiles.key")).doesNotExist();

        Cli.Result without = Cli.run("serve", "--data", data, "--port", "0");

        assertThat(without.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(without.err()).contains("found no key in ", "--profile-key names the file");
        assertThat(Cli.run("show", REFERENCE, "--data", data).exit()).isZero();
        serve("--profile-key", elsewhere.toString());
        assertThat(send("GET", REFERENCE + "/contacts", "", 200)).contains(NAME);
    }

    private void isInNoFile() throws IOException {
        for (String text : List.of(REFERENCE.substring(8), PHONE.substring(3), NAME, EMAIL)) {
            assertThat(filesWith(text)).as(text).isEmpty();
        }
    }

    /** The files that have a text somewhere: in UTF-8 or UTF-16, or any of them in Base64, wherever it begins. */
    private List<Path> filesWith(String text) throws IOException {
        List<String> forms = new ArrayList<>();
        Stream.of(UTF_8, UTF_16LE, UTF_16BE).map(text::getBytes).forEach(bytes -> {
            forms.add(new String(bytes, ISO_8859_1));
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, shifted, before, bytes.length);
                String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                forms.add(encoded.substring(before == 0 ? 0 : 4, encoded.length() - 2));
            }
        });
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, ISO_8859_1);
                if (forms.stream().anyMatch(bytes::contains)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static String opening(String id, int points) {
        return """
                {"id": "%s", "at": "%s", "joined": "2025-01-02",
                 "lots": {"points": [{"amount": %d, "earned": "2025-05-01", "expires": "never"}]}}"""
                .formatted(id, NOW, points);
    }

    private String send(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/programmes/willow-lane/members/" + path))
                        .header("Authorization", "Bearer " + key)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    private void serve(String... options) throws IOException {
        List<String> command = Cli.ownProcess("serve", "--data", data, "--port", "0");
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder before = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            before.append(line).append('\n');
            if (line.startsWith("serving ")) {
                url = line.substring(line.lastIndexOf(' ') + 1);
                if (key.isEmpty()) {
                    String told = lines.readLine();
                    key = told.substring(told.lastIndexOf(' ') + 1);
                }
                return;
            }
        }
        throw new AssertionError("expected a server, but found " + before);
    }

    private void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
