package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.guildhall.server.TestServer.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages say of offers and coupons, on the console and in the member centre. */
class OfferPagesTest {
    private static final String PROGRAMME = "/programmes/willow-lane";
    private static final String MEI = PROGRAMME + "/members/customer:mei";
    private static final String SALE = PROGRAMME + "/offers/sale";

    private final TestServer server = TestServer.withPlans();

    @BeforeEach
    void fill() {
        server.open("customer:mei", 10);
        for (int i = 1000; i < 1006; i++) {
            server.open("customer:" + i, 10);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProgrammeWithoutOffersSaysNothingOfThem() {
        assertThat(get(PROGRAMME, "en")).doesNotContain("id=\"offers\"");
        assertThat(get(MEI, "en")).doesNotContain("id=\"coupons\"");
    }

    @Test
    void aProgrammeListsItsOffersThoseFirstThatGiveSomething() {
        SaleOfTests.fill(server);
        String english = get(PROGRAMME, "en");
        assertThat(english).contains("<a href=\"/programmes/willow-lane/offers/sale\">Mid-year sale</a>"
                + " <span class=\"badge badge-active\">running</span>",
                "1 Jun 2025 – 30 Jun 2025<br>50 off 300, 10 off, Tote bag",
                "<td class=\"amount\">11</td><td class=\"amount\">2</td><td class=\"amount\">60.00 CNY</td>",
                "<span class=\"badge badge-future\">to come</span>");
        assertThat(english.indexOf("Mid-year sale")).isLessThan(english.indexOf("Winter sale"));
        assertThat(get(PROGRAMME, "zh")).contains("年中大促</a> <span class=\"badge badge-active\">进行中</span>",
                "2025年6月1日至2025年6月30日", "满300减50、立减10、帆布袋");
        assertThat(get(PROGRAMME + "/offers", "en")).startsWith("<section").contains("Mid-year sale", "Winter sale");
    }

    @Test
    void anOfferTellsWhatBecameOfItsCouponsWhatIsLeftAndWhoBearsIt() {
        SaleOfTests.fill(server);
        String english = get(SALE, "en");
        assertThat(english).contains("sale, version 1",
                "<p class=\"mb-1\">50.00 CNY off from 300.00 CNY on, one an order",
                "To be claimed. 1 coupon a calendar day", ">10.00 CNY off<", ">a tote bag with the order",
                "Given by hand");
        assertThat(rows(english, "available", "Can be used")).containsExactly("4", "1", "3");
        assertThat(rows(english, "reserved", "Held for orders")).containsExactly("1", "0", "0");
        assertThat(rows(english, "spent", "Used")).containsExactly("1", "1", "0");
        assertThat(english).as("by payer")
                .contains(
                        "<tr><th scope=\"row\">shop</th><td class=\"text-secondary\">60 %</td><td class=\"amount\">30.00 CNY</td></tr>",
                        "<tr><th scope=\"row\">brand</th><td class=\"text-secondary\">40 %</td><td class=\"amount\">20.00 CNY</td></tr>",
                        "<tr><th scope=\"row\">shop</th><td class=\"text-secondary\">100 %</td><td class=\"amount\">10.00 CNY</td></tr>");
        assertThat(english).as("what is left")
                .contains("0 of 2 left", "97 of 100 left",
                        "a calendar day, anew on 16 Jun 2025, 00:00", "1,656.00 CNY of 2,000.00 CNY left",
                        "<strong>Money of brand</strong> <span class=\"text-secondary\">in all</span>",
                        "756.50 CNY of 900.50 CNY left");
        assertThat(get(SALE, "zh")).contains("sale，第 1 版", "满 300.00 CNY 减 50.00 CNY，每单限一张",
                "会员自领。每自然日 1 张", "brand 承担的金额", "每自然日，2025年6月16日 00:00 重新计",
                "剩余 756.50 CNY（共 900.50 CNY）", "人工发放");
    }

    @Test
    void anOfferThatIsPausedSaysSinceWhenAndWhy() {
        SaleOfTests.fill(server);
        assertThat(server.post(TestServer.PROGRAMME + "/offers/sale/pauses", "{\"reason\": \"a wrong price\"}")
                .status()).isEqualTo(201);
        server.clock.advance(1);
        assertThat(get(SALE + "/now", "en")).startsWith("<div hx-get=\"/programmes/willow-lane/offers/sale/now\"")
                .contains("<span class=\"badge badge-frozen\">paused</span>",
                        "Paused on 15 Jun 2025, 12:00: a wrong price");
        assertThat(get(MEI, "en")).as("nothing can be claimed of it").doesNotContain("To be claimed now");
        assertThat(get(SALE + "/now", "zh")).contains("已暂停", "2025年6月15日 12:00 暂停：a wrong price");
    }

    @Test
    void itIsToldHowManyWereClaimed() {
        SaleOfTests.fill(server);
        String page = get(SALE, "en");
        String claimed = "of which members claimed</th><td class=\"amount text-secondary\">";
        assertThat(Pattern.compile(claimed + "([^<]*)").matcher(page).results().map(found -> found.group(1)))
                .containsExactly("6", "2", "0");
    }

    @Test
    void anOfferThatIsNotThereIsToldSo() {
        Reply none = server.sendAs("", "GET", PROGRAMME + "/offers/autumn", BodyPublishers.noBody(), "Cookie",
                signIn());
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("autumn");
    }

    @Test
    void aMemberSeesCouponsByWhatEndsNext() {
        SaleOfTests.fill(server);
        for (String page : new String[]{get(MEI, "en"), centre("en")}) {
            assertThat(page).contains("Tote bag ends next, on 1 Jul 2025, 00:00.",
                    "<strong>50 off 300</strong>  <span class=\"badge badge-future\">held for an order</span>",
                    "Held for order o-2 until 15 Jun 2025, 12:30: 50.00 CNY off.",
                    "<strong>Tote bag</strong> × 3 <span class=\"badge badge-active\">can be used</span>",
                    "Until 1 Jul 2025, 00:00.", "Used on orders that can still be given back",
                    "Used on order o-1: 10.00 CNY off.")
                    .doesNotContain("To be claimed now");
            assertThat(page.indexOf("<strong>50 off 300</strong>")).as("what ends first")
                    .isLessThan(page.indexOf("<strong>Tote bag</strong>"));
        }
        assertThat(centre("zh")).contains("最先到期：帆布袋，2025年7月1日 00:00。", "订单 o-2 占用至2025年6月15日 12:30：减 50.00 CNY。",
                "× 3", "可用至2025年7月1日 00:00。", "已用于订单 o-1：减 10.00 CNY。");
    }

    @Test
    void aMemberSeesWhatCanBeClaimedNowAndWhatIsGone() {
        SaleOfTests.fill(server);
        String other = get(PROGRAMME + "/members/customer:1002", "en");
        assertThat(other).contains("To be claimed now",
                "<strong>10 off</strong> <span class=\"badge badge-left\">none left now</span>",
                "Mid-year sale, until 1 Jul 2025, 00:00 · 1 coupon in all");
        server.clock.advance(Duration.ofDays(1).toMillis());
        assertThat(get(PROGRAMME + "/members/customer:1002", "en")).as("another a day")
                .contains("To be claimed now",
                        "<p class=\"mb-0\"><strong>50 off 300</strong></p>");
        assertThat(get(PROGRAMME + "/members/customer:1002", "zh")).contains("现在可领", "暂时领完",
                "年中大促，至2025年7月1日 00:00 · 总共 1 张");
    }

    @Test
    void aStatementTellsOfCouponsByTheirNames() {
        SaleOfTests.fill(server);
        assertThat(get(MEI, "en")).contains("Claim of a coupon: 50 off 300",
                "50 off 300 (coupon 2) is held for order o-2 until 2025-06-15 12:30: 50.00 CNY off",
                "10 off (coupon 1) is used on order o-1: 10.00 CNY off", "Grant of coupons: Tote bag");
        assertThat(server.post(TestServer.member("customer:mei") + "/coupons/claims",
                "{\"id\": \"again\", \"at\": \"" + TestServer.NOW + "\", \"coupon\": \"off-50\"}").status())
                .isEqualTo(422);
        assertThat(get(MEI, "en")).contains("(50 off 300: 1 coupon asked for, 0 coupons left",
                "Claim of a coupon: 50 off 300 <span class=\"badge badge-bad\">refused");
        assertThat(centre("en")).as("what matters to the member")
                .contains("Answer to a claim: 50 off 300", "50 off 300 claimed (coupon 2), until 2025-06-22 12:00")
                .doesNotContain("Claim of a coupon: 10 off", "bears");
        assertThat(centre("zh")).contains("领券结果：满300减50", "订单占用优惠券");
        assertThat(get(MEI, "zh")).contains("领取优惠券：满300减50", "立减10（第 1 张）用于订单 o-1：减 10.00 CNY", "发放优惠券：帆布袋");
    }

    /** The counts of a colour, template by template. */
    private static List<String> rows(String page, String colour, String label) {
        return Pattern
                .compile("fill-" + colour + "\"></span>" + label + "</th><td class=\"amount\">([^<]*)</td>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String centre(String language) {
        String opened = post(MEI + "/centre", "", signIn()).header("Location");
        return server.sendAs("", "GET", "/me", BodyPublishers.noBody(), "Cookie",
                cookie(server.sendAs("", "GET", opened, BodyPublishers.noBody())), "Accept-Language", language).text();
    }

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
