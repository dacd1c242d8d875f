package org.guildhall.core.expression;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.ZoneCalendar;

/** One order of three lines in a small programme, and a member who holds black-gold. */
final class Example {
    static final int BUSINESS = KnownField.BUSINESS.symbol();
    static final int AMOUNT = KnownField.AMOUNT.symbol();
    static final int PRICE = KnownField.PRICE.symbol();
    static final int QUANTITY = KnownField.QUANTITY.symbol();
    static final int PRODUCT = KnownField.PRODUCT.symbol();
    static final int CATEGORY = KnownField.CATEGORY.symbol();
    static final int BRAND = KnownField.BRAND.symbol();
    static final int GIFT_CARDS = KnownField.GIFT_CARDS.symbol();
    static final int PAID_WITH_POINTS = KnownField.PAID_WITH_POINTS.symbol();
    static final int PAYER = KnownField.PAYER.symbol();
    static final int RECIPIENT = KnownField.RECIPIENT.symbol();
    static final int NIGHTS = KnownField.NIGHTS.symbol();
    static final int WEIGHT = 64;
    static final int GIFT = 65;
    static final int DUE = 66;
    static final int PLACED = 67;
    static final int CITY = 68;
    static final int BIRTHDAY = 69;
    static final int DISCOUNT = 70;
    static final int NOTE = 71;
    static final int LEAF = 72;

    static final FieldType MONEY = new FieldType.Money(2);
    static final FieldType BUSINESSES = words("food", 100, "lodging", 101, "transport", 102);
    static final FieldType CATEGORIES = words("fresh", 110, "frozen", 111);

    static final Scope.Kind ORDER = new Scope.Kind("order",
            List.of(
                    new Field(BUSINESS, "business", BUSINESSES, true),
                    new Field(BRAND, "brand", new FieldType.Text(40), false),
                    new Field(NOTE, "note", new FieldType.Text(200), false),
                    new Field(GIFT_CARDS, "gift-cards", MONEY, false),
                    new Field(PAID_WITH_POINTS, "paid-with-points", MONEY, false),
                    new Field(NIGHTS, "nights", new FieldType.Number(), false),
                    new Field(WEIGHT, "weight", new FieldType.Decimal(3), false),
                    new Field(GIFT, "gift", new FieldType.Flag(), false),
                    new Field(LEAF, "leaflet", new FieldType.Flag(), false),
                    new Field(PAYER, "payer", new FieldType.Key(), false),
                    new Field(RECIPIENT, "recipient", new FieldType.Key(), false),
                    new Field(DUE, "due", new FieldType.Day(), false),
                    new Field(PLACED, "placed", new FieldType.Moment(), false)),
            List.of(
                    new Field(PRODUCT, "product", new FieldType.Text(20), true),
                    new Field(CATEGORY, "category", CATEGORIES, true),
                    new Field(BUSINESS, "business", BUSINESSES, false),
                    new Field(QUANTITY, "quantity", new FieldType.Number(), true),
                    new Field(PRICE, "price", MONEY, true),
                    new Field(BRAND, "brand", new FieldType.Text(40), false),
                    new Field(DISCOUNT, "discount", new FieldType.Decimal(4), false)));

    static final Scope.Kind PAYMENT = new Scope.Kind("payment",
            List.of(
                    new Field(AMOUNT, "amount", MONEY, true),
                    new Field(BUSINESS, "business", BUSINESSES, true),
                    new Field(NIGHTS, "nights", new FieldType.Decimal(1), false)),
            List.of());

    static final List<Field> MEMBERS = List.of(
            new Field(CITY, "city", words("oslo", 120, "rome", 121), false),
            new Field(BIRTHDAY, "birthday", new FieldType.Day(), false));

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    static Scope scope(List<Scope.Kind> kinds, boolean line) {
        return new Scope(kinds, line, MEMBERS, List.of("id-card"),
                Map.of("membership", new Scope.Tiers(5, tiers())),
                ordered("points", new Scope.Points(7, 0), "miles", new Scope.Points(8, 2)),
                ordered("order", 1, "payment", 2), ordered("plus", 31, "family-plus", 32), 2, new Scope.Past(400, 30));
    }

    static final Scope OF_ORDER = scope(List.of(ORDER), false);
    static final Scope OF_LINE = scope(List.of(ORDER), true);

    static <V> Map<String, V> ordered(String one, V first, String other, V second) {
        Map<String, V> map = new LinkedHashMap<>();
        map.put(one, first);
        map.put(other, second);
        return map;
    }

    private static Map<String, Integer> tiers() {
        Map<String, Integer> tiers = ordered("ordinary", 90, "black-gold", 91);
        tiers.put("black-diamond", 92);
        return tiers;
    }

    static FieldType words(Object... wordsAndSymbols) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndSymbols.length; i += 2) {
            words.put((String) wordsAndSymbols[i], (Integer) wordsAndSymbols[i + 1]);
        }
        return new FieldType.OneOf(words);
    }

    static FactsOf facts() {
        FactsOf facts = new FactsOf();
        facts.at = LocalDateTime.of(2025, 5, 31, 23, 30).atZone(SHANGHAI).toInstant().toEpochMilli();
        facts.calendar = new ZoneCalendar(SHANGHAI);
        facts.activity = new Fields.Builder()
                .number(AMOUNT, 12050)
                .number(BUSINESS, 100)
                .number(GIFT_CARDS, 2000)
                .number(NIGHTS, 3)
                .number(WEIGHT, 1250)
                .number(GIFT, 1)
                .text(PAYER, "p1")
                .text(RECIPIENT, "p2")
                .text(NOTE, "会员 card")
                .number(DUE, LocalDate.of(2025, 6, 1).toEpochDay())
                .number(PLACED, facts.at - 1000)
                .build();
        facts.lines = new ArrayList<>(List.of(
                line("A-100", 110, 2, 1000).number(DISCOUNT, 1250).build(),
                line("B-200", 111, 1, 9950).text(BRAND, "Acme").number(BUSINESS, 100).build(),
                line("A-300", 110, 3, 33).build()));
        facts.line = facts.lines.get(0);
        facts.member = new Fields.Builder().number(CITY, 120)
                .number(BIRTHDAY, LocalDate.of(1990, 5, 31).toEpochDay())
                .build();
        facts.joined = true;
        facts.joinedAt = LocalDateTime.of(2024, 5, 1, 0, 0).atZone(SHANGHAI).toInstant().toEpochMilli();
        facts.tiers.put(5, 91);
        facts.plans.add(31);
        facts.available.put(7, 1500L);
        facts.available.put(8, 1234L);
        facts.counts.put(1, 4L);
        facts.totals.put(2, 25000L);
        facts.window = new Window.Calendar(CalendarUnit.MONTH);
        return facts;
    }

    static Fields.Builder line(String product, int category, int quantity, long price) {
        return new Fields.Builder().text(PRODUCT, product)
                .number(CATEGORY, category)
                .number(QUANTITY, quantity)
                .number(PRICE, price);
    }

    private Example() {}
}
