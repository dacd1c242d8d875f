package org.guildhall.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.serving.KeyFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code guildhall serve} in a process of its own. */
class ServeTest {
    private static final int SIGTERMED = 128 + 15;
    private static final long SEED = Long.getLong("guildhall.seed", System.nanoTime());
    private static final int CALLERS = 8;
    private static final String MEMBERS = "/v1/programmes/willow-lane/members/";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String JOIN = "{\"id\": \"j\", \"at\": \"" + NOW + "\"}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;
    private String url = "";
    private String key = "";

    @BeforeEach
    void publishes() {
        data = folder.resolve("data");
        Cli.Result published = Cli.run("publish", ExampleTerms.folder("willow-lane"), "--data", data);
        assertThat(published.exit()).as(published.err()).isZero();
    }

    @AfterEach
    void leavesNoProcess() throws InterruptedException {
        Process last = process;
        if (last != null) {
            last.destroyForcibly().waitFor();
        }
    }

    @Test
    void sharesItsDirectoryAndEndsWhenToldKeepingWhatItAnswered() throws Exception {
        Process first = serve();
        assertThat(post("customer:1/joins", JOIN).statusCode())
                .isEqualTo(201);
        assertThat(post("customer:1/activities", order("o-1")).statusCode()).isEqualTo(201);

        Cli.Result shown = Cli.run("show", "customer:1", "--data", data, "--json");
        Cli.Result second = Cli.run("serve", "--data", data, "--port", "0");
        Path history = folder.resolve("history.csv");
        ShopHistory.write(history, 100, 10, 1);
        Path example = ExampleTerms.folder("online-retail");
        Cli.Result past = Cli.run("import", history, "--programme", example, "--map", example.resolve("map.yaml"),
                "--data", data);
        first.destroy();

        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.json().at("/wallets/growth/issued").asString()).isEqualTo("1");
        assertThat(past.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(past.err()).contains("found a directory that is served");
        assertThat(second.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(second.err()).contains("is in use by process " + first.pid());
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(SIGTERMED);
        String kept = Files.readString(data.resolve(KeyFile.NAME));
        assertThat(kept).doesNotContain(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(KeyFile.NAME))))
                .isEqualTo("rw-------");

        serve();

        assertThat(Files.readString(data.resolve(KeyFile.NAME))).as("the first start alone makes a key")
                .isEqualTo(kept);
        assertThat(post("customer:1/activities", order("o-1")).statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhatIsWrongWithWhatItIsTold() throws IOException {
        assertThat(Cli.run("serve", "--data", data, "--port", "70000").err()).contains("found --port 70000");
        Cli.Result nowhere = Cli.run("serve", "--data", data, "--host", "256.1.1.1", "--port", "0");
        assertThat(nowhere.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(nowhere.err()).contains("can't listen at 256.1.1.1");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result taken = Cli.run("serve", "--data", data, "--port", other.getLocalPort());
            assertThat(taken.exit()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(taken.err()).contains("can't listen at 127.0.0.1 port " + other.getLocalPort());
        }
    }

    @Test
    void losesNothingThatItAnsweredWhenKilledUnderLoad() throws Exception {
        survives(5);
    }

    @Tag("slow")
    @Test
    void losesNothingThatItAnsweredHoweverOftenItIsKilled() throws Exception {
        survives(50);
    }

    @Test
    void tellsOfEveryLineThatItTookWhenItIsToldToEnd() throws Exception {
        Process ending = serve();
        assertThat(post("customer:0/joins", JOIN).statusCode()).isEqualTo(201);
        List<String> told = new ArrayList<>();
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/programmes/willow-lane/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Length: 60000000\r\n\r\n").getBytes(UTF_8));
            Thread sender = Thread.startVirtualThread(() -> sendWithoutEnd(out));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("{")) {
                    told.add(line);
                    if (told.size() == 500) {
                        ending.destroy();
                    }
                }
            }
            sender.join();
        }
        assertThat(ending.waitFor(20, TimeUnit.SECONDS)).isTrue();

        serve();

        assertThat(told).hasSizeGreaterThanOrEqualTo(500).allMatch(line -> line.contains("accepted"));
        assertThat(growth(0)).isEqualTo(told.size());
    }

    private static void sendWithoutEnd(OutputStream out) {
        try {
            for (int i = 0;; i++) {
                out.write(("{\"member\": \"customer:0\", " + order("b-" + i).substring(1) + "\n").getBytes(UTF_8));
            }
        } catch (IOException ended) {
            // nobody reads on
        }
    }

    /** Kills it so often; each time every order that was answered must be there, and whatever was asked counts once. */
    private void survives(int kills) throws Exception {
        Random random = new Random(SEED);
        serve();
        for (int member = 0; member < CALLERS; member++) {
            assertThat(post("customer:" + member + "/joins", JOIN)
                    .statusCode()).isEqualTo(201);
        }
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        for (int kill = 0; kill < kills; kill++) {
            Set<String> answered = loadUntilKilled(asked, kill, 150 + random.nextInt(400));
            assertThat(answered).as("answered before kill %d (-Dguildhall.seed=%d)", kill, SEED).isNotEmpty();
            serve();
            for (String order : answered) {
                assertThat(again(order)).as("%s (-Dguildhall.seed=%d)", order, SEED).isEqualTo(200);
            }
        }
        for (String order : asked) {
            assertThat(again(order)).as(order).isIn(200, 201);
        }
        for (int member = 0; member < CALLERS; member++) {
            String mine = member + "-";
            long orders = asked.stream().filter(order -> order.startsWith(mine)).count();
            assertThat(growth(member)).as("orders of member %d (-Dguildhall.seed=%d)", member, SEED)
                    .isEqualTo(orders);
        }
    }

    /** Orders by all callers until the process is killed after so long; the ids that were answered. */
    private Set<String> loadUntilKilled(List<String> asked, int kill, int millis) throws InterruptedException {
        Set<String> answered = Collections.synchronizedSet(new HashSet<>());
        List<Thread> callers = new ArrayList<>();
        for (int member = 0; member < CALLERS; member++) {
            String mine = member + "-" + kill + "-";
            callers.add(Thread.startVirtualThread(() -> orders(mine, asked, answered)));
        }
        Thread.sleep(millis);
        Process victim = process;
        if (victim != null) {
            victim.destroyForcibly().waitFor();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return answered;
    }

    private void orders(String mine, List<String> asked, Set<String> answered) {
        try {
            for (int i = 0;; i++) {
                String order = mine + i;
                asked.add(order);
                if (again(order) == 201) {
                    answered.add(order);
                }
            }
        } catch (IOException killed) {
            // its last order was asked and not answered
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private int again(String order) throws IOException, InterruptedException {
        return post("customer:" + order.substring(0, order.indexOf('-')) + "/activities", order(order)).statusCode();
    }

    private long growth(int member) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request("customer:" + member).GET().build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(response.body());
        return Long.parseLong(json.at("/wallets/growth/issued").asString());
    }

    /** An order that earns 1 growth. */
    private static String order(String id) {
        return "{\"id\": \"" + id + "\", \"at\": \"" + NOW + "\", \"order\": {\"channel\": \"app\", \"lines\":"
                + " [{\"product\": \"tea\", \"category\": \"drinks\", \"brand\": \"Lane\", \"quantity\": 1, \"price\": \"1.00\"}]}}";
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + MEMBERS + path)).header("Authorization", "Bearer " + key);
    }

    /** Starts it over the directory, and learns its address and, from the first start, its key. */
    private Process serve() throws IOException {
        Process started = new ProcessBuilder(Cli.ownProcess("serve", "--data", data, "--port", "0"))
                .redirectErrorStream(true)
                .start();
        process = started;
        BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
        StringBuilder before = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            before.append(line).append('\n');
            if (line.startsWith("serving ")) {
                url = line.substring(line.lastIndexOf(' ') + 1);
                if (key.isEmpty()) {
                    String told = lines.readLine();
                    assertThat(told).startsWith("the administrator's key, shown this once: gh_");
                    key = told.substring(told.lastIndexOf(' ') + 1);
                }
                return started;
            }
        }
        throw new AssertionError("expected a server, but found " + before);
    }
}
