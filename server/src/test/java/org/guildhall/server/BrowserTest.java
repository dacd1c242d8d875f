package org.guildhall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Objects;
import org.guildhall.server.Chromium.Look;
import org.guildhall.server.Chromium.Tab;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console and the member centre in a real browser; {@code -Dguildhall.pictures=target/pictures} keeps pictures of them there. */
class BrowserTest {
    private static final System.Logger LOG = System.getLogger(BrowserTest.class.getName());
    private static final String PROGRAMME = "/programmes/willow-lane";
    private static final String MEI = PROGRAMME + "/members/customer:mei";

    private static @Nullable Chromium chromium;
    private static @Nullable TestServer shop;
    private static @Nullable TestServer sale;

    @BeforeAll
    static void open() {
        if (!Chromium.isThere()) {
            LOG.log(System.Logger.Level.WARNING, Chromium.ABSENT);
        }
        Assumptions.assumeTrue(Chromium.isThere(), Chromium.ABSENT);
        chromium = new Chromium();
        shop = new TestServer();
        ShopOfTests.fill(shop);
        shop.months = ShopOfTests.months(shop);
        sale = TestServer.withPlans();
        ShopOfTests.fill(sale);
        SaleOfTests.fill(sale);
        sale.months = SaleOfTests.months(sale);
    }

    @AfterAll
    static void close() {
        if (chromium != null && shop != null && sale != null) {
            chromium.close();
            shop.close();
            sale.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPageCanBeReadByEverybody(Look look) {
        try (Tab tab = tab(look)) {
            tab.go("/");
            tab.look("sign-in");
            signIn(tab);
            tab.look("programmes");
            tab.go(PROGRAMME);
            assertThat(tab.page.locator(".chart canvas").count()).isEqualTo(2);
            tab.look("programme");
            tab.go(PROGRAMME + "/terms/2025-09-01");
            tab.look("terms");
            tab.go(MEI);
            tab.page.locator(".item summary").nth(2).click();
            tab.look("member");
            tab.go(PROGRAMME + "/members/customer:new");
            tab.look("guest");
            tab.go(MEI);
            tab.page.locator("form[action$='/centre'] button").click();
            tab.page.waitForURL("**/me");
            tab.page.locator(".item summary").first().click();
            tab.look("member-centre");
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersAndCouponsCanBeReadByEverybody(Look look) {
        try (Tab tab = tab(look, sale())) {
            tab.go("/");
            signIn(tab, sale());
            tab.go(PROGRAMME);
            tab.look("programme-with-offers");
            tab.page.locator("#offers a").first().click();
            tab.page.waitForURL("**/offers/sale");
            tab.look("offer");
            tab.go(MEI);
            tab.page.locator("#coupons summary").click();
            tab.look("member-with-coupons");
            tab.page.locator("form[action$='/centre'] button").click();
            tab.page.waitForURL("**/me");
            tab.page.locator("#coupons summary").click();
            tab.look("member-centre-with-coupons");
        }
    }

    @Test
    void whatIsLeftOfAnOfferChangesByItself() {
        try (Tab tab = tab(Look.ENGLISH_LIGHT_DESKTOP, sale())) {
            tab.go("/");
            signIn(tab, sale());
            tab.go(PROGRAMME + "/offers/sale");
            String used = "#coupons section:first-of-type .figures tr:nth-child(1) .amount";
            int before = Integer.parseInt(tab.page.locator(used).first().textContent());
            SaleOfTests.claim(sale(), "1010");
            tab.page.locator(used, new Page.LocatorOptions().setHasText(Integer.toString(before + 1)))
                    .first()
                    .waitFor();
        }
    }

    @Test
    void aKeyThatNobodyHasIsSaidToBeSo() {
        try (Tab tab = tab(Look.ENGLISH_LIGHT_DESKTOP)) {
            tab.go(MEI);
            tab.page.getByLabel("Key").fill("gh_nobody");
            tab.page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(tab.page.getByRole(AriaRole.ALERT).textContent())
                    .contains("Nobody has this key");
            tab.page.getByLabel("Key").fill(shop().token);
            tab.page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();
            tab.page.waitForURL("**/customer:mei");
            tab.forgive("403");
        }
    }

    @Test
    void figuresOverTimeComeByThemselvesAndEarlierEntriesWhenAsked() {
        shop().months = List.of();
        try (Tab tab = tab(Look.ENGLISH_LIGHT_DESKTOP)) {
            tab.go("/");
            signIn(tab);
            tab.go(PROGRAMME);
            assertThat(tab.page.getByRole(AriaRole.STATUS).textContent())
                    .contains("being made");
            shop().months = ShopOfTests.months(shop());
            tab.page.locator(".chart canvas").first().waitFor();

            tab.go(PROGRAMME + "/members?reference=customer:nobody");
            tab.look("nobody");
            tab.go(MEI + "/statement?currency=points&account=spent");
            tab.look("statement");
            tab.go(PROGRAMME + "/members?reference=customer:mei");
            int before = tab.page.locator(".item").count();
            tab.page.getByText("Earlier entries").click();
            tab.page.getByText("Opening balance").waitFor();
            assertThat(tab.page.locator(".item").count()).isGreaterThan(before);
            assertThat(tab.path()).isEqualTo(MEI);
        } finally {
            shop().months = ShopOfTests.months(shop());
        }
    }

    @Test
    void oneMonthAloneIsDrawnWithWholeMembers() {
        shop().months = ShopOfTests.months(shop()).subList(0, 1);
        try (Tab tab = tab(Look.ENGLISH_LIGHT_DESKTOP)) {
            tab.go("/");
            signIn(tab);
            tab.go(PROGRAMME);
            tab.page.locator(".chart canvas").first().waitFor();
            tab.look("one-month");
            String drawn = "echarts.getInstanceByDom(document.querySelector('[data-chart]'))";
            assertThat(tab.page.evaluate(drawn + ".getOption().series.map(one => one.type)"))
                    .isEqualTo(List.of("bar", "bar", "bar", "bar"));
            assertThat((List<?>) tab.page.evaluate(
                    drawn + ".getModel().getComponent('yAxis').axis.scale.getTicks().map(tick => tick.value)"))
                    .isNotEmpty()
                    .allMatch(Integer.class::isInstance);
        } finally {
            shop().months = ShopOfTests.months(shop());
        }
    }

    @Test
    void languageAndThemeAreRemembered() {
        try (Tab tab = tab(Look.ENGLISH_LIGHT_DESKTOP)) {
            tab.go("/");
            signIn(tab);
            tab.go(PROGRAMME);
            tab.page.getByText("中文").click();
            assertThat(tab.page.locator("h1").textContent()).contains("柳巷小铺会员");
            assertThat(tab.path()).isEqualTo(PROGRAMME);
            Locator page = tab.page.locator("html");
            assertThat(page.getAttribute("data-bs-theme")).isEqualTo("light");
            tab.page.locator("button[name=theme]").click();
            tab.page.locator("button[name=theme]").click();
            tab.go("/");
            assertThat(page.getAttribute("data-bs-theme")).isEqualTo("dark");
            assertThat(page.getAttribute("lang")).isEqualTo("zh-CN");
        }
    }

    private static void signIn(Tab tab) {
        signIn(tab, shop());
    }

    private static void signIn(Tab tab, TestServer server) {
        tab.page.locator("#key").fill(server.token);
        tab.page.locator("form[action='/sign-in'] button").click();
        tab.page.locator("form[action='/sign-out']").waitFor();
    }

    private static Tab tab(Look look) {
        return tab(look, shop());
    }

    private static Tab tab(Look look, TestServer server) {
        return Objects.requireNonNull(chromium).tab(look, "http://127.0.0.1:" + server.port());
    }

    private static TestServer sale() {
        return Objects.requireNonNull(sale);
    }

    private static TestServer shop() {
        return Objects.requireNonNull(shop);
    }
}
