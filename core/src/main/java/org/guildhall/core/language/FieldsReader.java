package org.guildhall.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;

/** Makes declared fields of their names and types; the fields that the engine knows have types of their own. */
final class FieldsReader {
    /** Where fields are declared. */
    enum Where {
        ACTIVITY,
        BESIDE_LINES,
        LINE,
        MEMBER
    }

    /** Of what types a known field can be, and how that is said. */
    private record Known(String words, String suggestion, List<Class<? extends FieldType>> types) {}

    private static final Known IN_MONEY = new Known("money", "money", List.of(FieldType.Money.class));
    private static final Known IN_NUMBERS = new Known("number", "number", List.of(FieldType.Number.class));
    private static final Known IN_KEYS = new Known("key", "key", List.of(FieldType.Key.class));
    private static final Known IN_WORDS = new Known("text, key or a list of words", "text",
            List.of(FieldType.Text.class, FieldType.Key.class, FieldType.OneOf.class));
    private static final Known PRICES = new Known("money or a decimal", "money",
            List.of(FieldType.Money.class, FieldType.Decimal.class));

    private static final Map<KnownField, Known> KNOWN = known();

    private static Map<KnownField, Known> known() {
        Map<KnownField, Known> known = new EnumMap<>(KnownField.class);
        for (KnownField field : KnownField.values()) {
            known.put(field, switch (field) {
                case AMOUNT, DELIVERY, TAX, GIFT_CARDS, PAID_WITH_POINTS -> IN_MONEY;
                case QUANTITY, NIGHTS -> IN_NUMBERS;
                case PRICE -> PRICES;
                case PRODUCT, BUSINESS, CATEGORY, BRAND, CHANNEL -> IN_WORDS;
                case PAYER, RECIPIENT, DEVICE, ADDRESS_AREA, OF -> IN_KEYS;
            });
        }
        return known;
    }

    private final Reading reading;

    FieldsReader(Reading reading) {
        this.reading = reading;
    }

    List<Field> read(List<Named.Entry<Words.TypeOf>> entries, Where where) {
        List<Field> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Named.Entry<Words.TypeOf> entry : entries) {
            String name = Words.withoutMark(entry.name());
            if (!seen.add(name)) {
                reading.problems().add(entry.place(), "field " + name + " again", "each field once", null);
            } else if (refused(entry, name, where) || entry.value() == null) {
                continue;
            } else {
                FieldType type = entry.value().of(name, reading);
                checkKnown(entry, name, type);
                boolean required = where != Where.MEMBER && !entry.name().endsWith("?");
                fields.add(new Field(reading.number("field", name), name, type, required));
            }
        }
        return fields;
    }

    /** Adds a field that a kind has because of what it does. */
    void imply(List<Field> fields, KnownField known) {
        fields.add(new Field(known.symbol(), known.word(), new FieldType.Key(), true));
    }

    private boolean refused(Named.Entry<?> entry, String name, Where where) {
        String expected = switch (where) {
            case ACTIVITY, BESIDE_LINES -> name.equals("of")
                    ? "no such field: returns and fulfilments have it by themselves"
                    : where == Where.BESIDE_LINES && name.equals("amount")
                            ? "no such field beside lines: the amount is made from them"
                            : null;
            case LINE -> name.equals("amount") ? "no such field: it is quantity times price" : null;
            case MEMBER -> reading.declared("ladder").contains(name)
                    ? "another name: it is that of a ladder"
                    : name.startsWith("join") ? "another name: it is that of the member's joining"
                            : name.equals("plans") && !reading.isPublished()
                                    ? "another name: it is that of the member's plans"
                                    : null;
        };
        if (expected != null) {
            reading.problems().add(entry.place(), "field " + name, expected, null);
        }
        return expected != null;
    }

    private void checkKnown(Named.Entry<?> entry, String name, FieldType type) {
        Arrays.stream(KnownField.values()).filter(field -> field.word().equals(name)).findFirst().ifPresent(field -> {
            Known known = java.util.Objects.requireNonNull(KNOWN.get(field));
            if (!known.types.contains(type.getClass())) {
                reading.problems()
                        .add(entry.place(), name + " as " + words(type), name + " as " + known.words,
                                name + ": " + known.suggestion);
            }
        });
    }

    /** The type as the file writes it. */
    static String words(FieldType type) {
        return switch (type) {
            case FieldType.Money money -> "money";
            case FieldType.Decimal decimal -> "decimal " + decimal.digits();
            case FieldType.Number number -> "number";
            case FieldType.Flag flag -> "flag";
            case FieldType.Text text -> "text";
            case FieldType.Key key -> "key";
            case FieldType.Moment moment -> "moment";
            case FieldType.Day day -> "day";
            case FieldType.OneOf oneOf -> "one of " + String.join(", ", oneOf.words().keySet());
        };
    }
}
