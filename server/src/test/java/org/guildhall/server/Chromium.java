package org.guildhall.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The machine's Chromium, and tabs of it that notice what is wrong with a page. */
final class Chromium implements AutoCloseable {
    static final String ABSENT = "found no Chromium, expected /usr/bin/chromium: pages are not looked at";

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    /** The folder for pictures of pages; null where nobody wants any. */
    private static final @Nullable String PICTURES = System.getProperty("guildhall.pictures");
    private static final List<String> OPTIONS = List.of("--headless", "--no-sandbox", "--disable-gpu",
            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync");
    private static final String AXE = axe();

    private final Playwright playwright = Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(OPTIONS));

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** How somebody looks at a page. */
    enum Look {
        ENGLISH_LIGHT_DESKTOP("en-GB", ColorScheme.LIGHT, 1280, 900),
        CHINESE_DARK_DESKTOP("zh-CN", ColorScheme.DARK, 1280, 900),
        CHINESE_LIGHT_PHONE("zh-CN", ColorScheme.LIGHT, 390, 844),
        ENGLISH_DARK_PHONE("en-GB", ColorScheme.DARK, 390, 844);

        private final String locale;
        private final ColorScheme scheme;
        private final int width;
        private final int height;

        Look(String locale, ColorScheme scheme, int width, int height) {
            this.locale = locale;
            this.scheme = scheme;
            this.width = width;
            this.height = height;
        }

        /** For a file's name. */
        String word() {
            return locale.substring(0, 2) + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        }
    }

    /** A fresh profile, as of somebody who was never here. */
    Tab tab(Look look, String site) {
        return new Tab(browser.newContext(new Browser.NewContextOptions().setLocale(look.locale)
                .setColorScheme(look.scheme)
                .setViewportSize(look.width, look.height)), look, site);
    }

    /** One tab. What it finds wrong is told when it is closed. */
    static final class Tab implements AutoCloseable {
        final Page page;
        private final BrowserContext context;
        private final Look look;
        private final String site;
        private final List<String> faults = new ArrayList<>();

        Tab(BrowserContext context, Look look, String site) {
            this.context = context;
            this.look = look;
            this.site = site;
            page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    faults.add(page.url() + ": " + message.text());
                }
            });
            page.onPageError(error -> faults.add(page.url() + ": " + error));
            page.onRequest(request -> {
                if (!request.url().startsWith(site + "/") && !request.url().startsWith("data:")) {
                    faults.add(page.url() + ": asks for " + request.url());
                }
            });
        }

        /** Takes no offence at what was meant to go wrong. */
        void forgive(String what) {
            assertThat(faults.removeIf(fault -> fault.contains(what))).as("%s in %s", what, faults).isTrue();
        }

        void go(String path) {
            page.navigate(site + path);
        }

        /** Where the tab is, without the site. */
        String path() {
            return page.url().substring(site.length());
        }

        /** Looks for what keeps people from using the page, and keeps a picture of it where one is wanted. */
        void look(String name) {
            if (PICTURES != null) {
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                        .setPath(Path.of(PICTURES, name + "-" + look.word() + ".png")));
            }
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s is no wider than the screen", page.url())
                    .isLessThanOrEqualTo(look.width);
            page.evaluate(AXE);
            assertThat((List<?>) page.evaluate(
                    """
                    async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                        .filter(one => ['serious', 'critical'].includes(one.impact))
                        .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html + ' ' + node.failureSummary))"""))
                    .as(page.url())
                    .isEmpty();
        }

        @Override
        public void close() {
            context.close();
            assertThat(faults).isEmpty();
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static String axe() {
        Properties properties = new Properties();
        try (InputStream about = resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            properties.load(about);
            try (InputStream script = resource("/META-INF/resources/webjars/axe-core/"
                    + properties.getProperty("version") + "/axe.min.js")) {
                return new String(script.readAllBytes(), UTF_8);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Chromium.class.getResourceAsStream(name), name);
    }
}
