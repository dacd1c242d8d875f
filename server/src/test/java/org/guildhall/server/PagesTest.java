package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.server.TestServer.Reply;
import org.guildhall.server.access.AccessKeys;
import org.guildhall.server.access.Guessing;
import org.guildhall.server.access.Permission;
import org.guildhall.server.access.Role;
import org.guildhall.server.http.CallerCheck;
import org.guildhall.server.pages.Pages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees which page, and what browsers are told about it. */
class PagesTest {
    private static final String PROGRAMME = "/programmes/willow-lane";
    private static final String ANN = PROGRAMME + "/members/customer:ann";
    private static final List<String> FOR_ANYBODY = List.of("POST /settings", "POST /sign-in", "POST /sign-out",
            "GET /assets/{sum}/{name}", "GET /me", "GET /me/{token}", "GET /me/statement");
    private static final List<String> OF_PROGRAMMES = List.of("GET /", "GET /programmes/{programme}",
            "GET /programmes/{programme}/months", "GET /programmes/{programme}/offers",
            "GET /programmes/{programme}/offers/{offer}", "GET /programmes/{programme}/offers/{offer}/now",
            "GET /programmes/{programme}/terms/{date}");
    private static final List<String> OF_MEMBERS = List.of("GET /programmes/{programme}/members",
            "GET /programmes/{programme}/members/{reference}",
            "GET /programmes/{programme}/members/{reference}/statement");
    private static final List<String> OF_ENGINE = List.of("GET /engine");
    private static final List<String> OF_TOKENS = List.of("POST /programmes/{programme}/members/{reference}/centre");

    private final TestServer server = TestServer.withPlans();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTableNamesEveryPageAndNoOther() {
        assertThat(Stream.of(FOR_ANYBODY, OF_PROGRAMMES, OF_MEMBERS, OF_ENGINE, OF_TOKENS).flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(Pages.routes(server.edge, new CallerCheck(server.edge.callers(),
                        new Guessing(server.clock, server.audit)))
                        .stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @Test
    void everyRoleSeesWhatItMayAskOfTheApi() {
        server.open("customer:ann", 100);
        server.offer(TestServer.sale());
        for (Role role : Arrays.stream(Role.values()).filter(role -> role != Role.MEMBER).toList()) {
            String cookie = signIn(server.key(role));
            expect(role, OF_PROGRAMMES, role.may(Permission.READ_PROGRAMME), cookie);
            expect(role, OF_MEMBERS, role.may(Permission.READ_MEMBER), cookie);
            expect(role, OF_ENGINE, role.may(Permission.MONITOR), cookie);
            expect(role, OF_TOKENS, role.may(Permission.TOKENS), cookie);
        }
    }

    private void expect(Role role, List<String> routes, boolean may, String cookie) {
        for (String route : routes) {
            String[] parts = route.split(" ", 2);
            Reply reply = parts[0].equals("GET") ? get(page(parts[1]), cookie) : post(page(parts[1]), "", cookie);
            assertThat(reply.status()).as("%s: %s", role, route)
                    .isEqualTo(!may ? 403 : parts[0].equals("GET") ? 200 : 303);
        }
    }

    private static String page(String path) {
        return path.replace("{programme}", "willow-lane")
                .replace("{reference}", "customer:ann")
                .replace("{offer}", "sale")
                .replace("{date}", "2025-01-01");
    }

    @Test
    void whoHasNotSignedInIsAskedForAKeyAndComesBack() {
        for (String path : List.of("/", PROGRAMME, ANN, PROGRAMME + "/members?reference=customer:ann")) {
            Reply reply = get(path, "");
            assertThat(reply.text()).contains("<input type=\"hidden\" name=\"to\" value=\"" + path + "\">");
            assertThat(reply.text()).doesNotContain("Willow Lane");
        }
        Reply signedIn = post("/sign-in", "key=" + server.token + "&to=" + PROGRAMME, "");
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.header("Location")).isEqualTo(PROGRAMME);
    }

    @Test
    void nobodyIsSentToAnotherSite() {
        for (String to : List.of("https://example.org/", "//example.org", "/%5Cexample.org", "/%0D%0AX:y", "")) {
            assertThat(post("/sign-in", "key=" + server.token + "&to=" + to, "").header("Location"))
                    .as(to)
                    .isEqualTo("/");
        }
    }

    @Test
    void aKeyThatNobodyHasOpensNothing() {
        Reply reply = post("/sign-in", "key=gh_unknown&to=/", "");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("Set-Cookie")).isEmpty();
        assertThat(reply.text()).contains("Nobody has this key");
    }

    @Test
    void whoTriesKeysIsSlowedAndToldSo() {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/sign-in", "key=gh_" + i, "").status()).isEqualTo(403);
        }
        for (Reply slowed : List.of(post("/sign-in", "key=gh_x", ""), get("/me/ghm_x", ""),
                get("/me", "guildhall-member=ghm_x"))) {
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.header("Retry-After")).isEqualTo("10");
            assertThat(slowed.text()).contains("Too many unknown keys or codes were tried", "Try again in 10 seconds.");
        }
        assertThat(post("/sign-in", "key=" + server.token, "").status()).as("a right key").isEqualTo(303);
        server.clock.advance(10_000);
        assertThat(post("/sign-in", "key=gh_x", "").status()).isEqualTo(403);
    }

    @Test
    void aBrowserSeesAPageWhereThereIsNothing() throws IOException {
        HttpURLConnection page =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + "/nowhere")
                        .toURL()
                        .openConnection();
        page.setRequestProperty("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        page.setRequestProperty("Accept-Language", "zh-CN");

        assertThat(page.getResponseCode()).isEqualTo(404);
        assertThat(page.getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getHeaderField("Content-Security-Policy")).startsWith("default-src 'self';");
        assertThat(page.getErrorStream()).asString(UTF_8).contains("该路径下没有内容");
        assertThat(server.sendAs("", "GET", "/nowhere", BodyPublishers.noBody(), "Accept", "*/*").code())
                .isEqualTo("no-such-path");
    }

    @Test
    void noScriptAndNoOtherSiteSeesASession() {
        String cookie = post("/sign-in", "key=" + server.token, "").header("Set-Cookie");
        assertThat(cookie).matches(
                "guildhall-session=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
        assertThat(post("/sign-in", "key=" + server.token, "", "X-Forwarded-Proto", "https").header("Set-Cookie"))
                .endsWith("; Secure");
    }

    @Test
    void aSessionEndsBySigningOutByItsKeyAndByTime() {
        String out = signIn(server.token);
        assertThat(post("/sign-out", "", out).status()).isEqualTo(303);
        assertThat(get("/", out).text()).contains("name=\"key\"");

        AccessKeys.Created key = server.keys.create(Role.ANALYST, null, "test", 0);
        String revoked = signIn(key.token());
        server.keys.revoke(key.key().id());
        assertThat(get("/", revoked).text()).contains("name=\"key\"");

        String late = signIn(server.token);
        assertThat(get("/", late).text()).doesNotContain("name=\"key\"");
        server.clock.advance(12 * 3_600_000L);
        assertThat(get("/", late).text()).contains("name=\"key\"");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        String cookie = signIn(server.token);
        for (String path : List.of("/sign-in", "/sign-out", "/settings", ANN + "/centre")) {
            for (List<String> origin : List.of(List.<String>of(), List.of("Origin", "https://example.org"),
                    List.of("Origin", "null"), List.of("Origin", "%"))) {
                List<String> headers = new ArrayList<>(List.of("Cookie", cookie));
                headers.addAll(origin);
                Reply reply = server.sendAs("", "POST", path, BodyPublishers.ofString("key=" + server.token),
                        headers.toArray(String[]::new));
                assertThat(reply.status()).as("%s %s", path, origin).isEqualTo(403);
                assertThat(reply.header("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void aKeyForOneProgrammeSeesNoOther() {
        String cookie = signIn(server.key(Role.OPERATOR, "other"));
        assertThat(get("/", cookie).text()).doesNotContain("Willow Lane");
        assertThat(get(PROGRAMME, cookie).status()).isEqualTo(403);
        assertThat(get(ANN, cookie).status()).isEqualTo(403);
    }

    @Test
    void browsersAreToldWhatAPageMayDo() {
        for (Reply reply : List.of(get("/", ""), get("/me", ""), get(asset("guildhall.css"), ""))) {
            assertThat(reply.header("Content-Security-Policy"))
                    .startsWith("default-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
        }
        assertThat(get("/", "").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void assetsAreKeptForGoodAndNothingElseIsGiven() {
        Reply reply = get(asset("guildhall.css"), "");
        assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(reply.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        for (String path : List.of("/assets/0/guildhall.css", "/assets/0/words.properties",
                "/assets/0/..%2Fwords.properties",
                asset("guildhall.css").replace("guildhall.css", "theme.js"))) {
            assertThat(get(path, "").status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aMembersLinkLeavesNoTokenInTheAddress() {
        server.open("customer:ann", 100);
        String opened = post(ANN + "/centre", "", signIn(server.token)).header("Location");
        Reply reply = get(opened, "");
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/me");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Set-Cookie")).contains("; HttpOnly; SameSite=Lax; Max-Age=86400");

        String cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
        assertThat(get("/me", cookie).text()).contains("Points available", ">100<", "a point for every yuan");
        assertThat(get("/me/statement", cookie).text()).contains("Opening balance");
        assertThat(get(ANN, cookie).text()).contains("name=\"key\"");

        server.clock.advance(86_400_000L);
        assertThat(get("/me", cookie).status()).isEqualTo(401);
        assertThat(get(opened, "").status()).isEqualTo(401);
        assertThat(get("/me", "").status()).isEqualTo(401);
    }

    @Test
    void pagesSpeakAsTheBrowserDoesOrAsItWasTold() {
        assertThat(server.sendAs("", "GET", "/", BodyPublishers.noBody(), "Accept-Language", "zh-CN,zh;q=0.9").text())
                .contains("<html lang=\"zh-CN\"", "登录");
        Reply told = post("/settings", "language=zh&back=/programmes/willow-lane", "");
        assertThat(told.header("Location")).isEqualTo(PROGRAMME);
        assertThat(get("/", told.header("Set-Cookie").replaceFirst(";.*", "")).text()).contains("登录");
        Reply dark = post("/settings", "theme=dark&back=/", "");
        assertThat(get("/", dark.header("Set-Cookie").replaceFirst(";.*", "")).text())
                .contains("data-bs-theme=\"dark\"");
    }

    @Test
    void whatPeopleWroteIsTextOnAPage() {
        String cookie = signIn(server.token);
        Reply reply = get(PROGRAMME + "/members?reference=%3Cscript%3Ealert(1)%3C/script%3E%22", cookie);
        assertThat(reply.text()).doesNotContain("<script>alert").contains("&lt;script>alert(1)&lt;/script>");
    }

    @Test
    void aMemberIsFoundByAnyReference() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        server.put(TestServer.member("customer:ann") + "/references/phone:+86%20555");
        assertThat(get(PROGRAMME + "/members?reference=%20phone:%2B86%20555%20", cookie).header("Location"))
                .isEqualTo(PROGRAMME + "/members/phone:%2B86%20555");
        Reply page = get(PROGRAMME + "/members/phone:%2B86%20555", cookie);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("customer:ann", "Opening balance", "+100 Points", "✓");
        assertThat(get(PROGRAMME + "/members/customer:nobody", cookie).status()).isEqualTo(404);
    }

    @Test
    void membersAreFoundByHowAReferenceBegins() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        server.open("customer:anton", 100);
        server.open("phone:+8613812345678", 100);
        server.put(TestServer.member("customer:ann") + "/references/phone:+8613912345678");
        server.post(TestServer.PROGRAMME + "/members", "{\"reference\": \"customer:anyone\"}");

        assertThat(get(PROGRAMME + "/members?reference=customer:an", cookie).text())
                .contains("href=\"" + ANN + "\"", "href=\"" + ANN.replace("ann", "anton") + "\"", ">customer:anyone<")
                .doesNotContain("href=\"" + ANN.replace("ann", "anyone") + "\"");
        assertThat(get(PROGRAMME + "/members?reference=phone:", cookie).text())
                .contains("No reference begins with phone:.")
                .doesNotContain("5678");
        assertThat(get(PROGRAMME + "/members?reference=phone:%2B8613912345678", cookie).status()).isEqualTo(303);
        assertThat(get(PROGRAMME + "/members?reference=customer:b", cookie).text())
                .contains("No reference begins with customer:b.");
        for (int i = 0; i < 10; i++) {
            server.post(TestServer.PROGRAMME + "/members", "{\"reference\": \"customer:an" + i + "\"}");
        }
        assertThat(get(PROGRAMME + "/members?reference=customer:an", cookie).text()).contains("There are more");
    }

    @Test
    void aContactIsShownWholeOnlyWhereTheReaderSaidIt() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        server.put(TestServer.member("customer:ann") + "/references/phone:+8613912345678");
        server.put(TestServer.member("customer:ann") + "/references/email:ann@example.org");

        assertThat(get(ANN, cookie).text()).contains("phone:+86139****5678", "email:a***@example.org")
                .doesNotContain("12345678", "ann@example");
        assertThat(get(PROGRAMME + "/members/phone:%2B8613912345678", cookie).text())
                .contains("phone:+8613912345678", "customer:ann")
                .doesNotContain("ann@example");
    }

    @Test
    void aFigureOfAMemberLeadsToWhatMadeIt() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        server.post(TestServer.member("customer:ann") + "/spends",
                "{\"id\": \"tea\", \"at\": \"2025-06-15T04:00:00Z\", \"points\": 30, \"purpose\": \"tea\"}");
        assertThat(get(ANN + "/statement?currency=points&account=spent", cookie).text())
                .contains("tea", "+30 Points")
                .doesNotContain("Opening balance");
        assertThat(get(ANN + "/statement?currency=points&lot=1", cookie).text()).contains("tea", "Opening balance");
        assertThat(get(ANN + "/statement?currency=points&account=expired", cookie).text()).contains("Nothing yet");
    }

    @Test
    void aGrantedTierIsToldAsWhatCountsAndWhatWasEarnedComesAfterIt() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        grant("g-1", "friend");
        String centre = get(post(ANN + "/centre", "", cookie).header("Location"), "").header("Set-Cookie")
                .replaceFirst(";.*", "");
        for (Reply page : List.of(get(ANN, cookie), get("/me", centre))) {
            assertThat(page.text())
                    .contains("Friend", "2,000 Growth more to earn Friend",
                            "Granted until 1 Jan 2026, then Neighbour, unless a better tier is earned by then.")
                    .doesNotContain("more for Regular", "stays Neighbour", "without an end");
        }
        for (Reply page : List.of(get(ANN, cookie + "; guildhall-language=zh"),
                get("/me", centre + "; guildhall-language=zh"))) {
            assertThat(page.text()).contains("再有 2,000 成长值即自行达到老友", "授予到2026年1月1日为止，此后为街坊，除非届时已自行达到更高等级。")
                    .doesNotContain("常客。", "将一直是");
        }
    }

    @Test
    void whereTheEarnedTierIsTheBetterOneTheGrantIsBesideIt() {
        String cookie = signIn(server.token);
        server.open("customer:ann", 100);
        grant("g-1", "neighbour");
        assertThat(get(ANN, cookie).text()).contains("500 Growth more for Regular", "It stays Neighbour.",
                "Neighbour was granted, until 1 Jan 2026.");
    }

    @Test
    void whereTheEarnedTierFallsBeforeTheGrantEndsBothAreTold() {
        String cookie = signIn(server.token);
        server.post(TestServer.member("customer:ann") + "/openings", """
                {"id": "o", "at": "2025-06-15T04:00:00Z", "joined": "2024-01-01",
                 "standings": {"membership": {"tier": "regular", "since": "2024-09-01", "until": "2025-09-01"}}}""");
        grant("g-1", "friend");
        assertThat(get(ANN, cookie).text()).contains("Granted until 1 Jan 2026, then the earned tier. "
                + "That is Regular now; if nothing more is done, it becomes Neighbour on 1 Sep 2025.");
    }

    private void grant(String id, String tier) {
        Reply reply = server.post(TestServer.member("customer:ann") + "/grants", """
                {"id": "%s", "at": "2025-06-15T04:00:00Z", "membership": "%s", "until": "2026-01-01",
                 "reason": "welcome"}""".formatted(id, tier));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private String asset(String name) {
        Matcher path = Pattern.compile("/assets/\\w+/" + Pattern.quote(name)).matcher(get("/", "").text());
        assertThat(path.find()).isTrue();
        return path.group();
    }

    private String signIn(String token) {
        return post("/sign-in", "key=" + token, "").header("Set-Cookie").replaceFirst(";.*", "");
    }

    private Reply get(String path, String cookie) {
        return cookie.isEmpty() ? server.sendAs("", "GET", path, BodyPublishers.noBody())
                : server.sendAs("", "GET", path, BodyPublishers.noBody(), "Cookie", cookie);
    }

    /** As a form of our own page sends it. */
    private Reply post(String path, String form, String cookie, String... headers) {
        List<String> all = new ArrayList<>(List.of("Origin", "http://127.0.0.1:" + server.port(), "Content-Type",
                "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        if (!cookie.isEmpty()) {
            all.addAll(List.of("Cookie", cookie));
        }
        return server.sendAs("", "POST", path, BodyPublishers.ofString(form), all.toArray(String[]::new));
    }
}
