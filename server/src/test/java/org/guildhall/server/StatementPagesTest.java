package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.member.Account;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What statements and wallets say, on the pages of the console and in the member centre. */
class StatementPagesTest {
    private static final String MEMBERS = "/programmes/willow-lane/members/";
    private static final String ANN = MEMBERS + "customer:ann";
    private static final Pattern FIGURE = Pattern.compile("<span class=\"change figure\">([+−]?)([\\d,]+) ");
    private static final Pattern MORE = Pattern.compile("<a class=\"more\" href=\"([^\"]+)\"");

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theItemsOfAFigureAddUpToIt() throws InterruptedException {
        ShopOfTests.fill(server);
        for (int days : new int[]{0, 5, 500}) {
            pass(Duration.ofDays(days));
            for (String currency : new String[]{"points", "growth"}) {
                for (Account account : Account.values()) {
                    assertThat(sum(MEMBERS + "customer:mei/statement?currency=" + currency + "&account="
                            + account.word()))
                            .as("%s %s after %d days", currency, account, days)
                            .isEqualTo(server.get(TestServer.member("customer:mei"))
                                    .json()
                                    .at("/wallets/" + currency + "/" + account.word())
                                    .asLong(0));
                }
            }
        }
    }

    private long sum(String path) {
        String page = get(path, "en");
        long sum = FIGURE.matcher(page).results().mapToLong(StatementPagesTest::figure).sum();
        Matcher more = MORE.matcher(page);
        return more.find() ? sum + sum(more.group(1).replace("&amp;", "&")) : sum;
    }

    private static long figure(MatchResult found) {
        return Long.parseLong((found.group(1).equals("−") ? "-" : "") + found.group(2).replace(",", ""));
    }

    @Test
    void whatFellDueTogetherIsToldEachByItselfAndAtItsMoment() throws InterruptedException {
        openWithABirthday();
        pass(Duration.ofDays(100));

        for (String page : new String[]{get(ANN, "en"), centre()}) {
            assertThat(page).contains("Points expired · A gift",
                    ">+200 Points<", ">−150 Points<", ">1 Jul 2025 – 15 Aug 2025<",
                    ">1 Jul 2025</p>", ">20 Jul 2025</p>", ">15 Aug 2025</p>");
        }
        assertThat(get(ANN, "zh")).contains("积分过期 · 赠礼", ">2025年7月1日至2025年8月15日<", ">2025年7月20日</p>");
        assertThat(get(ANN + "/statement?currency=points&account=expired", "en")).contains(">+150 Points<")
                .doesNotContain("200 Points<");
    }

    /** Two lots that expire, and a birthday between. */
    private void openWithABirthday() {
        open("""
                {"id": "opening", "at": "2025-06-10", "joined": "2025-01-02", "fields": {"birthday": "1990-07-20"},
                 "lots": {"points": [{"amount": 100, "earned": "2025-05-01", "expires": "2025-07-01"},
                                     {"amount": 50, "earned": "2025-05-01", "expires": "2025-08-15"}]},
                 "standings": {"membership": {"tier": "regular", "since": "2025-03-01", "until": "2026-03-01"}}}""");
    }

    @Test
    void aStatementIsInWordsOnly() {
        ShopOfTests.fill(server);
        String english = get(MEMBERS + "customer:mei", "en");
        String chinese = get(MEMBERS + "customer:mei", "zh");

        assertThat(english).contains("of the limit for “Points” per calendar month used");
        assertThat(chinese).contains("使用了「积分」每自然月限额中的 ");
        for (String page : new String[]{english, chinese}) {
            assertThat(page).doesNotContain("points/amount", "fresh/amount")
                    .doesNotContainPattern("\\b17[45]\\d{10}\\b");
        }
    }

    @Test
    void aWalletSaysOfAnExpiryTheLastDayThatIsGood() {
        open("""
                {"id": "opening", "at": "2025-06-10", "joined": "2025-01-02",
                 "lots": {"points": [{"amount": 100, "earned": "2025-05-01", "expires": "2026-06-01"}]}}""");

        assertThat(get(ANN, "en")).contains("100 Points expire after 31 May 2026", ">Expires after<",
                "<td>31 May 2026</td>")
                .doesNotContain("1 Jun 2026");
        assertThat(get(ANN, "zh")).contains("100 积分有效期至2026年5月31日", ">有效期至<", "<td>2026年5月31日</td>")
                .doesNotContain("2026年6月1日");
    }

    private void open(String opening) {
        Reply opened = server.post(TestServer.member("customer:ann") + "/openings", opening);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    }

    /** So long goes by while nothing runs; then everything due is done. */
    private void pass(Duration time) throws InterruptedException {
        server.clock.advance(time.toMillis());
        Instant patience = Instant.now().plusSeconds(20);
        while (server.edge.runtime().nextDue() <= server.clock.millis()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(20);
        }
    }

    private String centre() {
        String opened = post(ANN + "/centre", "", signIn()).header("Location");
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie",
                cookie(server.sendAs("", "GET", opened, BodyPublishers.noBody())), "Accept-Language", "en").text();
    }

    /** Anew each time: sessions end while time passes. */
    private String signIn() {
        return cookie(post("/sign-in", "key=" + server.token, ""));
    }

    private String get(String path, String language) {
        return server.sendAs("", "GET", path, BodyPublishers.noBody(), "Cookie", signIn(), "Accept-Language", language)
                .text();
    }

    private Reply post(String path, String form, String with) {
        return server.sendAs("", "POST", path, BodyPublishers.ofString(form), "Origin",
                "http://127.0.0.1:" + server.port(), "Content-Type", "application/x-www-form-urlencoded", "Cookie",
                with);
    }

    private static String cookie(Reply reply) {
        return reply.header("Set-Cookie").replaceFirst(";.*", "");
    }
}
