package org.guildhall.testkit.generator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.NodeReader;
import org.guildhall.core.language.Problem;
import org.guildhall.core.language.Problems;
import org.guildhall.testkit.generator.Calibration.Category;
import org.guildhall.testkit.generator.Calibration.Channel;
import org.guildhall.testkit.generator.Calibration.Delivery;
import org.guildhall.testkit.generator.Calibration.Detail;
import org.guildhall.testkit.generator.Calibration.Guests;
import org.guildhall.testkit.generator.Calibration.Late;
import org.guildhall.testkit.generator.Calibration.Members;
import org.guildhall.testkit.generator.Calibration.Peak;
import org.guildhall.testkit.generator.Calibration.Plans;
import org.guildhall.testkit.generator.Calibration.Points;
import org.guildhall.testkit.generator.Calibration.Returns;
import org.guildhall.testkit.generator.Calibration.Strangers;
import org.guildhall.testkit.generator.Calibration.Visit;

/** Reads a calibration file: gives the figures, or everything that is wrong in it. */
public final class CalibrationReader {
    private static final int MOST_CUSTOMERS = 50_000_000;

    private final Section file;
    private final int digits;

    private CalibrationReader(Section file) {
        this.file = file;
        this.digits = file.value("money", "a currency of ISO 4217, such as CNY", 2, CalibrationReader::digitsOf);
    }

    /** What reading gives. */
    public sealed interface Result {
        record Read(Calibration calibration) implements Result {}

        /** In the order of the file; at least one. */
        record Mistaken(List<Problem> problems) implements Result {
            public Mistaken {
                problems = List.copyOf(problems);
            }
        }
    }

    /** @param fileName as it stands in front of each problem */
    public static Result read(String fileName, String text) {
        Problems problems = new Problems(fileName);
        Node root = NodeReader.read(text, "a shop's calibration", "shop: my-shop", problems);
        if (root == null) {
            return new Result.Mistaken(problems.all());
        }
        Section file = new Section("a calibration", root, problems);
        Calibration calibration = new CalibrationReader(file).calibration();
        file.end();
        return problems.none() ? new Result.Read(calibration) : new Result.Mistaken(problems.all());
    }

    private Calibration calibration() {
        List<Category> categories = categories();
        double pieces = file.factor("pieces", 1);
        double line = pieces * categories.stream().mapToDouble(category -> category.lines() * category.price()).sum();
        boolean plans = file.has("plans");
        Members members = said("members", plans) ? members(line) : Members.NONE;
        Section hours = file.section("hours");
        LocalDate first = LocalDate.of(file.whole("year", 1971, 2200), 1, 1);
        Calibration calibration = new Calibration(file.text("shop"), first, first.plusYears(1).minusDays(1),
                file.seed("seed"),
                file.value("zone", "a time zone, such as Asia/Shanghai", ZoneId.of("UTC"), CalibrationReader::zone),
                file.text("money"), members, said("guests", plans) ? guests(line) : Guests.NONE,
                said("strangers", plans) ? strangers(line) : Strangers.NONE, file.shares("months", 12),
                file.weights("weekdays", 7), hours.weights("weekdays", 24), hours.weights("weekends", 24),
                said("peaks", plans) ? peaks() : List.of(),
                said("channels", plans) ? channels() : List.of(Channel.USUAL),
                said("delivery", plans) ? delivery() : Delivery.NONE, pieces, oneCategory(), categories, visits(),
                points(), said("returns", plans) ? returns() : Returns.NONE, share("cancelled", plans),
                share("sent-twice", plans), said("late", plans) ? late() : Late.NONE,
                said("areas", plans) ? file.whole("areas", 1, 9999) : 1, share("shared-device", plans),
                share("for-others", plans), share("resellers", plans),
                plans ? new PlansSection(file.section("plans"), digits, line).read() : Plans.NONE);
        hours.end();
        return calibration;
    }

    /** Whether a block is there, or asked for since only where there are plans it may be left out. */
    private boolean said(String key, boolean plans) {
        return !plans || file.has(key);
    }

    private double share(String key, boolean plans) {
        return said(key, plans) ? file.share(key) : 0;
    }

    private Members members(double line) {
        Section section = file.section("members");
        double atStart = section.share("there-at-start");
        Members members = new Members(section.whole("count", 10, MOST_CUSTOMERS), section.factor("orders", 0.1),
                basket(section, line), section.share("top-tenth"), atStart, section.share("guests-first"),
                section.whole("points-brought", 0, 1_000_000), section.share("redeem"));
        if (members.orders() < 1 - atStart) {
            section.wrong("orders", members.orders() + " orders",
                    "at least one for each who comes in the course of the year: " + (1 - atStart));
        }
        section.end();
        return members;
    }

    private Guests guests(double line) {
        Section section = file.section("guests");
        Guests guests = new Guests(section.whole("count", 0, MOST_CUSTOMERS), section.factor("orders", 1),
                basket(section, line));
        section.end();
        return guests;
    }

    private Strangers strangers(double line) {
        Section section = file.section("strangers");
        Strangers strangers = new Strangers(section.share("orders"), basket(section, line));
        if (strangers.orders() > 0.9) {
            section.wrong("orders", "more than 90 %", "a share of at most 90 %");
        }
        section.end();
        return strangers;
    }

    /** A basket has at least one line, of what lines are worth on average. */
    private long basket(Section section, double line) {
        long basket = section.money("basket", digits);
        if (basket < line) {
            section.wrong("basket", "a basket of " + minor(basket),
                    "at least " + minor(Math.round(Math.ceil(line)))
                            + ", the mean line by pieces and prices of the categories");
        }
        return basket;
    }

    private List<Peak> peaks() {
        return file.named("peaks", named -> {
            Section peak = named.section();
            Peak made = new Peak(named.name(), peak.day("from"), peak.day("until"), peak.factor("orders", 0.01),
                    peak.factor("basket", 0.5));
            if (!made.until().isAfter(made.from())) {
                peak.wrong("until", String.valueOf(made.until()), "a day after " + made.from());
            }
            return made;
        });
    }

    private List<Channel> channels() {
        Section shares = file.section("channels");
        Section delays = file.section("handed-over");
        List<Channel> channels = shares.keys()
                .stream()
                .map(name -> new Channel(name, shares.share(name), delays.length(name)))
                .toList();
        file.whole("channels", channels.stream().mapToDouble(Channel::share).sum());
        shares.end();
        delays.end();
        return channels;
    }

    private Delivery delivery() {
        Section section = file.section("delivery");
        Delivery delivery = new Delivery(section.money("fee", digits), section.money("free-from", digits));
        section.end();
        return delivery;
    }

    private List<Category> categories() {
        List<Category> categories = file.named("categories", named -> {
            Section category = named.section();
            return new Category(named.name(), category.has("kind") ? category.text("kind") : null,
                    category.share("lines"), category.money("price", digits), category.factor("spread", 0),
                    category.whole("products", 1, 100_000), category.texts("brands"), details(category));
        });
        file.whole("categories", categories.stream().mapToDouble(Category::lines).sum());
        return categories;
    }

    /** What is in a basket: a mixture, unless it says otherwise. */
    private boolean oneCategory() {
        return file.has("baskets") && file.value("baskets", "mixed or of one category", false, text -> switch (text) {
            case "mixed" -> false;
            case "of one category" -> true;
            default -> null;
        });
    }

    private List<Visit> visits() {
        return file.has("visits")
                ? file.named("visits", named -> new Visit(named.name(), named.section().share("orders"),
                        details(named.section())))
                : List.of();
    }

    private static List<Detail> details(Section of) {
        return of.has("fields") ? of.named("fields", named -> detail(named.name(), named.section())) : List.of();
    }

    /** A field has a mean and a spread, or words with their shares. */
    private static Detail detail(String field, Section section) {
        if (section.has("mean")) {
            return new Detail.Amounts(field, section.factor("mean", 1), section.factor("spread", 0));
        }
        List<String> words = section.keys();
        List<Double> shares = words.stream().map(section::share).toList();
        section.wholeOf(shares.stream().mapToDouble(Double::doubleValue).sum());
        return new Detail.Words(field, words, shares);
    }

    private Points points() {
        if (!file.has("points")) {
            return Points.USUAL;
        }
        Section section = file.section("points");
        Points points = new Points(Math.max(1, section.money("every", digits)), section.money("pays", digits),
                section.has("idle") ? section.length("idle") : Points.USUAL.idle());
        section.end();
        return points;
    }

    private Returns returns() {
        Section section = file.section("returns");
        Returns returns = new Returns(section.share("orders"), section.share("partly"), section.length("after"),
                section.length("at-most"));
        section.end();
        return returns;
    }

    private Late late() {
        Section section = file.section("late");
        Late late = new Late(section.share("orders"), section.length("after"), section.length("at-most"));
        section.end();
        return late;
    }

    private String minor(long amount) {
        return java.math.BigDecimal.valueOf(amount, digits).toPlainString();
    }

    private static @org.jspecify.annotations.Nullable ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            return null;
        }
    }

    private static @org.jspecify.annotations.Nullable Integer digitsOf(String text) {
        try {
            int digits = Currency.getInstance(text).getDefaultFractionDigits();
            return digits < 0 ? null : digits;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
