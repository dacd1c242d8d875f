package org.guildhall.core.language;

import static org.guildhall.core.language.Key.optional;
import static org.guildhall.core.language.Key.required;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.Period;
import org.jspecify.annotations.Nullable;

/** The packs of rules that countries impose, as the file {@code countries.yaml} has them. */
final class Countries {
    private static final String FILE = "countries.yaml";

    private static final Key<String> ZH = required("zh", Words.TEXT, "中国", "The text in Chinese.");
    private static final Key<String> EN = required("en", Words.TEXT, "China", "The text in English.");
    private static final Shape<Texts> TEXTS =
            Block.of("a text in both languages", ZH, EN).as(p -> new Texts(p.need(ZH), p.need(EN)));

    private static final Key<Period> TERMS_FROM =
            required("terms-from", Words.PERIOD, "1 day", "For plans whose terms are at least this long.");
    private static final Key<Period> AT_LEAST = required("at-least", Words.PERIOD, "5 days", "How long at least.");
    private static final Key<Texts> BY = required("by", TEXTS, "{zh: 法, en: a law}", "What says so.");
    private static final Key<List<Country.AtLeast>> NOTICE = optional("notice",
            Several.list(Block.of("a notice", TERMS_FROM, AT_LEAST, BY)
                    .as(p -> new Country.AtLeast(p.need(TERMS_FROM), p.need(AT_LEAST), p.need(BY)))),
            "How long before a renewal the member is told, the longest terms first.");
    private static final Key<Texts> CONSENT = optional("consent", TEXTS, "Why renewing by itself needs consent.");
    private static final Key<Texts> CONSENT_TO_RISE =
            optional("consent-to-rise", TEXTS, "Why a price above the one agreed to needs consent.");
    private static final Key<Country.AtLeast> ANNOUNCED = optional("announced",
            Block.of("an announcement", AT_LEAST, BY)
                    .as(p -> new Country.AtLeast(p.need(AT_LEAST), p.need(AT_LEAST), p.need(BY))),
            "How long before it holds what takes something away is announced.");
    private static final Key<LocalDate> FROM =
            required("from", Words.DATE, "2021-05-01", "For terms of this date and later.");
    private static final Block RULES =
            Block.of("rules", FROM, NOTICE, CONSENT, CONSENT_TO_RISE, ANNOUNCED);

    private static final Key<Texts> NAMES = required("names", TEXTS, "{zh: 中国, en: China}", "What people call it.");
    private static final Key<List<String>> MONEY =
            required("money", Several.list(Words.MONEY), "[CNY]", "What is paid with there.");
    private static final Key<List<ZoneId>> ZONES =
            required("zones", Several.list(Words.ZONE), "[Asia/Shanghai]", "The time zones that it has.");
    private static final Key<List<Parts>> DATED =
            required("rules", Several.list(RULES), "[]", "Its rules by their dates, ascending.");
    private static final Shape<List<Named.Entry<Parts>>> ALL = new Named<>("a country",
            Scalar.of("two capital letters", "^[A-Z]{2}$", (text, reading) -> text.text()),
            Block.of("a country", NAMES, MONEY, ZONES, DATED));

    private static final List<Named.Entry<Parts>> COUNTRIES = read();

    private Countries() {}

    private static List<Named.Entry<Parts>> read() {
        Problems problems = new Problems(FILE);
        Node.Block file = Objects.requireNonNull(NodeReader.read(text(), problems), FILE);
        List<Named.Entry<Parts>> all = ALL.read(file, Reading.of(file, problems, Symbols.initial()));
        if (all == null || !problems.none()) {
            throw new IllegalStateException("expected rules of countries, but found " + problems.all());
        }
        return all;
    }

    /** The file is a part of the program, as its classes are. */
    private static String text() {
        try (InputStream file = Objects.requireNonNull(Countries.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> codes() {
        return COUNTRIES.stream().map(Named.Entry::name).toList();
    }

    /** What a country asks of terms of a date: the last of its rules that are not later, else its first. */
    static Country of(String code, LocalDate date) {
        Parts country = COUNTRIES.stream()
                .filter(entry -> entry.name().equals(code))
                .map(entry -> Objects.requireNonNull(entry.value()))
                .findFirst()
                .orElseThrow();
        Parts rules = country.need(DATED).getFirst();
        for (Parts one : country.need(DATED)) {
            rules = one.need(FROM).isAfter(date) ? rules : one;
        }
        return new Country(code, country.need(NAMES), "", rules.or(NOTICE, List.of()), rules.get(CONSENT),
                rules.get(CONSENT_TO_RISE), rules.get(ANNOUNCED));
    }

    /** The country whose time zone it is, else the first in which that money is paid with; null for none that is known. */
    static @Nullable String near(ZoneId zone, String money) {
        return COUNTRIES.stream()
                .filter(entry -> Objects.requireNonNull(entry.value()).need(ZONES).contains(zone))
                .findFirst()
                .or(() -> COUNTRIES.stream()
                        .filter(entry -> Objects.requireNonNull(entry.value()).need(MONEY).contains(money))
                        .findFirst())
                .map(Named.Entry::name)
                .orElse(null);
    }
}
