package org.guildhall.app.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.expression.Condition;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** Terms with orders, returns and purchases, as far as a mapping looks at them. */
final class ShopTerms {
    static final int ORDER = 64;
    static final int RETURN = 65;
    static final int PURCHASE = 66;
    static final int CHANNEL = KnownField.CHANNEL.symbol();

    private ShopTerms() {}

    static Terms terms() {
        Symbols.Builder symbols = new Symbols.Builder(Symbols.initial());
        List<Field> lines = List.of(field(KnownField.PRODUCT, new FieldType.Text(40), true),
                field(KnownField.QUANTITY, new FieldType.Number(), true),
                field(KnownField.PRICE, new FieldType.Decimal(3), true));
        Map<String, Integer> channels = new LinkedHashMap<>();
        channels.put("web", 80);
        channels.put("shop", 81);
        List<Field> fields = List.of(field(KnownField.CHANNEL, new FieldType.OneOf(channels), false));
        List<Field> purchase = List.of(field(KnownField.AMOUNT, new FieldType.Money(2), true),
                field(KnownField.QUANTITY, new FieldType.Number(), false));
        List<ActivityKind> kinds = List.of(kind(symbols.number("kind", "order"), "order", fields, lines),
                kind(symbols.number("kind", "return"), "return", List.of(), lines),
                kind(symbols.number("kind", "purchase"), "purchase", purchase, List.of()));
        return new Terms("shop", LocalDate.EPOCH, new Texts("", ""), new Texts("", ""), new Texts("", ""), "GBP", 2,
                new ZoneCalendar(ZoneId.of("Europe/London")), Country.none("made up for tests"), null,
                new Joins.Explicit(), List.of(), List.of(), List.of(),
                DAYS, kinds,
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, Map.of(), List.of(),
                symbols.build(),
                "");
    }

    private static final Period DAYS = new Period(400, PeriodUnit.DAYS);

    private static ActivityKind kind(int number, String name, List<Field> fields, List<Field> lines) {
        ActivityKind.@Nullable Earns earns =
                lines.isEmpty() ? null : new ActivityKind.Earns(false, false, false, false, Rounding.HALF_UP);
        return new ActivityKind(number, name, new Texts("", ""), fields, lines, earns, Condition.ALWAYS,
                new ActivityKind.Role.Plain(), DAYS, DAYS, List.of());
    }

    private static Field field(KnownField field, FieldType type, boolean required) {
        return new Field(field.symbol(), field.word(), type, required);
    }
}
