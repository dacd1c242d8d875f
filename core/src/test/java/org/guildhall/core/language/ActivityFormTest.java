package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityFormTest {
    private final Terms terms = terms();
    private final ActivityForm order = form("order");

    private static Terms terms() {
        try {
            String text = Files.readString(Path.of("src", "test", "resources", "mistakes", "00-no-mistake.yaml"));
            return ((TermsReader.Result.Read) TermsReader.read("terms.yaml", text, null)).terms();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private ActivityForm form(String kind) {
        return new ActivityForm(terms, Objects.requireNonNull(terms.kind(kind)));
    }

    private static Activity filled(ActivityForm.Result result) {
        return ((ActivityForm.Result.Filled) result).activity();
    }

    private static List<String> wrong(ActivityForm.Result result) {
        return ((ActivityForm.Result.Wrong) result).problems().stream().map(FieldProblem::toString).toList();
    }

    private static FieldForm field(FieldsForm form, String name) {
        return Objects.requireNonNull(form.field(name));
    }

    @Test
    void whatIsFilledInIsReadBack() {
        Map<String, Object> values =
                Map.of("channel", "app", "delivery", new BigDecimal("5.00"), "payer", "p-1", "lines",
                        List.of(Map.of("product", "oolong", "quantity", 2L, "price", "12.5"),
                                Map.of("product", "cup", "quantity", "1", "price", 8)));

        Activity activity = filled(order.read(values));

        assertThat(activity.fields().number(KnownField.DELIVERY.symbol(), 0)).isEqualTo(500);
        assertThat(activity.lines().getFirst().number(KnownField.PRICE.symbol(), 0)).isEqualTo(1250);
        assertThat(order.write(activity)).isEqualTo(Map.of("channel", "app", "delivery", new BigDecimal("5.00"),
                "payer", "p-1", "lines",
                List.of(Map.of("product", "oolong", "quantity", 2L, "price", new BigDecimal("12.50")),
                        Map.of("product", "cup", "quantity", 1L, "price", new BigDecimal("8.00")))));
        assertThat(filled(order.read(order.write(activity)))).isEqualTo(activity);
    }

    @Test
    void theAmountThatWasComputedIsWrittenToo() {
        Activity activity =
                new Activity(1, new Fields.Builder().number(KnownField.AMOUNT.symbol(), 3050).build(), List.of());

        assertThat(order.write(activity)).isEqualTo(Map.of("amount", new BigDecimal("30.50")));
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        Map<String, Object> values = Map.of("chanel", "app", "delivery", "5.005", "payer", "x".repeat(257), "lines",
                List.of(Map.of("product", "oolong", "quantity", 0, "price", -1), "cup",
                        Map.of("product", 7, "quantity", 1.5, "price", "¥1,200")));

        assertThat(wrong(order.read(values))).containsExactlyInAnyOrder(
                "chanel: found field \"chanel\", expected one of channel, delivery and payer, did you mean channel",
                "delivery: found \"5.005\", expected at most 2 digits after the point",
                "payer: found a text of 257 characters, expected at most 256",
                "channel: found nothing, expected shop or app",
                "lines[0].quantity: found \"0\", expected at least 1",
                "lines[0].price: found \"-1\", expected at least 0",
                "lines[1]: found a single value, expected a line with its fields",
                "lines[2].product: found 7, expected a text, did you mean \"7\"",
                "lines[2].quantity: found the inexact number 1.5, expected a whole number",
                "lines[2].price: found \"¥1,200\", expected an amount of money, such as 12.5, did you mean 1200");
    }

    @Test
    void anAmountIsSuggestedWithoutItsCurrencyAndNotFromAnotherNotation() {
        for (String price : List.of("12.50 CNY", "CNY 12.50", "12.50")) {
            assertThat(wrong(order.read(Map.of("delivery", price))).toString().contains("did you mean 12.50"))
                    .as(price)
                    .isEqualTo(!price.equals("12.50"));
        }
        assertThat(wrong(order.read(Map.of("delivery", "1e9"))))
                .anyMatch(problem -> problem.contains("\"1e9\", expected an amount of money"))
                .noneMatch(problem -> problem.contains("did you mean 19"));
    }

    @Test
    void wordsThatAreNotDeclaredAreRefused() {
        assertThat(wrong(order.read(Map.of("channel", "shp", "delivery", "0", "lines", List.of()))))
                .containsExactlyInAnyOrder(
                        "channel: found \"shp\", expected shop or app, did you mean shop",
                        "lines: found nothing, expected at least one line");
    }

    @Test
    void aKindWithoutLinesTakesNone() {
        assertThat(wrong(form("visit").read(Map.of("lines", List.of())))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.01,1", "12,1200", "12.5,1250", "12.50,1250", "12.500,1250", "007,700",
        "10000000000,1000000000000"})
    void moneyIsReadExactly(String text, long minor) {
        Fields.Builder builder = new Fields.Builder();

        assertThat(field(order.fields(), "delivery").set(text, builder)).isNull();
        assertThat(builder.build().number(KnownField.DELIVERY.symbol(), -1)).isEqualTo(minor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.001", "1,5", ".5", "5.", "-", "+1", "1e3", "12 ", "0x1", "10000000000.01",
        "99999999999999999999", "9223372036854775808", "٣"})
    void whatIsNoAmountOfMoneyIsRefused(String text) {
        Fields.Builder builder = new Fields.Builder();

        assertThat(field(order.fields(), "delivery").set(text, builder)).isNotNull();
        assertThat(builder.build()).isEqualTo(Fields.NONE);
    }

    @Test
    void anEmptyTextIsAnAbsentField() {
        Fields.Builder builder = new Fields.Builder();

        assertThat(field(order.fields(), "payer").set("", builder)).isNull();
        assertThat(field(order.fields(), "delivery").set("", builder)).hasToString(
                "delivery: found nothing, expected an amount of money, such as 12.5");
        assertThat(order.fields().missing(builder.build())).hasSize(2);
    }

    @Test
    void halfACharacterIsRefused() {
        assertThat(field(order.fields(), "payer").set("a\ud83c", new Fields.Builder())).isNotNull();
        assertThat(field(order.fields(), "payer").set("🍵", new Fields.Builder())).isNull();
    }

    @Test
    void aMembersDayIsRead() {
        FieldsForm members = new FieldsForm(terms.members(), terms.calendar(), terms.symbols());
        Fields.Builder builder = new Fields.Builder();

        assertThat(field(members, "birthday").set("2000-02-29", builder)).isNull();
        assertThat(field(members, "birthday").set("2001-02-29", builder)).isNotNull();
        assertThat(members.write(builder.build())).isEqualTo(Map.of("birthday", "2000-02-29"));
    }
}
