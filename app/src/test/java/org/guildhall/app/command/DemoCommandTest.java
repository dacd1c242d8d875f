package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guildhall.app.ExampleTerms;
import org.guildhall.app.demo.DemoNote;
import org.guildhall.app.demo.Merchant;
import org.guildhall.rocksdb.DirectoryHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") private Path data;

    private @Nullable Process process;

    @BeforeEach
    void name() {
        data = folder.resolve("demo");
    }

    @AfterEach
    void leavesNoProcess() throws InterruptedException {
        Process last = process;
        if (last != null) {
            last.destroyForcibly().waitFor();
        }
    }

    private static String run(Object... words) {
        Cli.Result result = Cli.run(words);
        assertThat(result.exit()).as("%s %s", result.out(), result.err()).isZero();
        return result.out();
    }

    private JsonNode demo() {
        return JSON.readTree(run("demo", "--members", 60, "--until", "2025-12-31", "--data", data, "--no-serve",
                "--json"));
    }

    @Test
    void theClockStandsAtTheEndOfAYearThatIsSaid() {
        demo();
        assertThat(DirectoryHeader.read(data).map(DirectoryHeader::sandboxTime))
                .contains(Instant.parse("2025-12-31T16:00:00Z").toEpochMilli());
    }

    @Test
    void theYearsAreRunAndTheLedgersHold() {
        JsonNode programmes = demo().get("programmes");

        assertThat(programmes.size()).isEqualTo(Merchant.ALL.size());
        for (JsonNode result : programmes) {
            String name = result.get("programme").asString();
            boolean sellsPlans = !result.get("plans").isEmpty();
            if (sellsPlans) {
                assertThat(result.get("members").asInt()).as(name + ": also who gave up a plan").isGreaterThan(60);
                assertThat(result.at("/plans/annual/paid").asInt()).isBetween(30, 60);
            } else {
                assertThat(result.get("members").asInt()).as(name).isEqualTo(60);
            }
            assertThat(result.get("from").asString()).isEqualTo("2025-01-01");
            assertThat(result.get("orders").asInt()).as(name).isGreaterThan(200);
            assertThat(result.get("accepted").asInt()).as(name).isGreaterThan(300);
            assertThat(result.get("refused").size()).as(name).isZero();
            assertThat(result.get("adds-up").asBoolean()).as(name).isTrue();
            for (String figure : sellsPlans
                    ? new String[0]
                    : new String[]{"issued", "available", "spent", "expired", "reversed"}) {
                assertThat(result.get("points").get(figure).asLong()).as("%s %s", name, figure).isPositive();
            }
        }
    }

    @Test
    void couponsOfTheMallAreClaimedUsedAndOver() {
        demo();
        JsonNode offers =
                JSON.readTree(run("offers", "--programme", "cloudbridge", "--data", data, "--json")).get("offers");
        assertThat(offers.valueStream().map(one -> one.get("offer").asString() + " " + one.get("from").asString()))
                .containsExactly("anniversary 2025-12-08T02:00:00Z", "dining 2024-12-31T16:00:00Z",
                        "spring-festival 2025-01-16T02:00:00Z");
        int redeemed = 0;
        for (JsonNode offer : offers) {
            JsonNode coupon = offer.get("coupons").get(0);
            assertThat(coupon.get("granted").asInt()).as(offer.toString()).isPositive();
            redeemed += coupon.get("redeemed").asInt();
            assertThat(coupon.get("payers").valueStream().map(one -> one.get("payer").asString()))
                    .containsExactly("mall", "tenants");
            assertThat(coupon.get("payers")
                    .valueStream()
                    .map(one -> new BigDecimal(one.get("cost").asString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(coupon.get("cost").asString());
        }
        assertThat(redeemed).isPositive();
    }

    @Test
    void aSecondRunChangesNoMember() {
        JsonNode first = demo();
        String digest = run("digest", "--data", data);

        JsonNode second = JSON.readTree(run("demo", "--data", data, "--no-serve", "--json"));

        for (int i = 0; i < Merchant.ALL.size(); i++) {
            JsonNode before = first.get("programmes").get(i);
            JsonNode after = second.get("programmes").get(i);
            assertThat(after.get("again").asBoolean()).isTrue();
            assertThat(List.of(after.get("points"), after.get("top"), after.get("orders")))
                    .isEqualTo(List.of(before.get("points"), before.get("top"), before.get("orders")));
        }
        assertThat(run("digest", "--data", data)).isEqualTo(digest);
    }

    @Test
    void aRunThatWasCutOffGoesOnAndEndsTheSame() {
        JsonNode first = demo();
        String digest = run("digest", "--data", data);
        DemoNote whole = Objects.requireNonNull(DemoNote.read(data));
        new DemoNote(whole.until(), whole.seed(), whole.members(), Map.of()).write(data);

        JsonNode second = demo();

        for (int i = 0; i < Merchant.ALL.size(); i++) {
            JsonNode before = first.get("programmes").get(i);
            JsonNode after = second.get("programmes").get(i);
            assertThat(after.get("accepted").asInt()).isZero();
            assertThat(after.get("repeated").asInt())
                    .isEqualTo(before.get("accepted").asInt() + before.get("repeated").asInt());
        }
        assertThat(run("digest", "--data", data)).isEqualTo(digest);
    }

    @Test
    void theYearEndsYesterdayUnlessSaid() {
        String page = run("demo", "--members", 10, "--data", data, "--no-serve");
        DemoNote note = Objects.requireNonNull(DemoNote.read(data));

        assertThat(note.until()).isAfter("2026-01-01");
        assertThat(page).containsPattern("10 (members|位会员)");
        assertThat(Cli.run("demo", "--data", folder.resolve("other"), "--until", "2025-12-30").err())
                .contains("found --until 2025-12-30, expected a day from 2025-12-31 to yesterday");
        assertThat(Cli.run("demo", "--data", folder.resolve("other"), "--until", note.until().plusDays(2)).err())
                .contains("expected a day from 2025-12-31 to yesterday");
    }

    @Test
    void theCommandsToTryNextWork() {
        String page = run("demo", "--members", 10, "--data", data, "--no-serve");
        List<String> tried = new ArrayList<>();
        page.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("./guildhall ") && line.contains("--data"))
                .map(line -> line.replaceFirst(" *#.*", ""))
                .forEach(line -> {
                    run((Object[]) line.substring("./guildhall ".length()).split(" "));
                    tried.add(line);
                });

        assertThat(tried).hasSizeGreaterThan(2);
    }

    @Test
    void aDirectoryOfAnotherYearIsLeftAlone() {
        demo();
        String digest = run("digest", "--data", data);

        Cli.Result other = Cli.run("demo", "--members", 60, "--seed", 9, "--data", data, "--no-serve");

        assertThat(other.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains("found another year in " + data);
        assertThat(run("digest", "--data", data)).isEqualTo(digest);
    }

    @Test
    void aMerchantWhomTheDemoDidNotMakeIsLeftAlone() {
        run("publish", ExampleTerms.folder("shoreside"), "--data", data);

        Cli.Result demo = Cli.run("demo", "--members", 10, "--data", data, "--no-serve");

        assertThat(demo.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(demo.err()).contains("whom the demo did not make");
    }

    @Test
    void isServedAfterwardsWithAKeyForEachRun() throws Exception {
        JsonNode first = serve();
        String url = first.get("url").asString();
        String key = first.get("key").asString();
        assertThat(url).matches("http://127\\.0\\.0\\.1:[0-9]+/");
        assertThat(status(url, key)).isEqualTo(200);
        end();

        JsonNode second = serve();

        assertThat(second.get("key").asString()).isNotEqualTo(key);
        assertThat(status(second.get("url").asString(), second.get("key").asString())).isEqualTo(200);
        assertThat(status(second.get("url").asString(), key)).isEqualTo(401);
        end();
    }

    private JsonNode serve() throws IOException {
        Process started = new ProcessBuilder(Cli.ownProcess("demo", "--members", 10, "--data", data, "--port", 0,
                "--json")).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process = started;
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        return JSON.readTree(String.valueOf(out.readLine()));
    }

    private void end() throws InterruptedException {
        Process started = process;
        if (started != null) {
            started.destroy();
            assertThat(started.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static int status(String url, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url + "v1/programmes/shoreside"))
                    .header("Authorization", "Bearer " + key)
                    .build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void theJarHasTheTermsOfTheExamples() throws IOException {
        for (Merchant merchant : Merchant.ALL) {
            try (Stream<Path> files = Files.list(ExampleTerms.folder(merchant.name()).resolve("terms"))) {
                assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted())
                        .as(merchant.name())
                        .isEqualTo(merchant.terms());
            }
            assertThat(merchant.calibration().shop()).isEqualTo(merchant.name());
            Path offers = ExampleTerms.folder(merchant.name()).resolve("offers");
            try (Stream<Path> files = Files.isDirectory(offers) ? Files.list(offers) : Stream.empty()) {
                assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted())
                        .as(merchant.name())
                        .isEqualTo(merchant.offers());
            }
        }
    }

    @Test
    void aBrowserOpensWhereSomebodyCanSeeIt() {
        String url = "http://127.0.0.1:8080/";

        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0"), url)).containsExactly("xdg-open", url);
        assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), url)).isNotEmpty();
        assertThat(Browser.command("Linux", Map.of(), url)).isEmpty();
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0", "CI", "true"), url)).isEmpty();
        assertThat(Browser.command("Mac OS X", Map.of(), url)).containsExactly("open", url);
        assertThat(Browser.command("Windows 11", Map.of(), url)).contains("rundll32");
    }
}
