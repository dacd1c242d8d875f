package org.guildhall.core.language;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/**
 * One declared field: makes its value of a text or a JSON-like value, and back. A column of a file resolves it once and
 * then sets value after value; numbers are parsed without making objects. Safe for many threads.
 */
public final class FieldForm {
    /** The largest amount of money, price or number, in units of its last digit. */
    public static final long LARGEST = 1_000_000_000_000L;
    /** The most pieces in one line; with {@link #LARGEST} a line's value fits a long. */
    public static final long MOST_PIECES = 1_000_000;

    private static final long NONE = Long.MIN_VALUE;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");

    private final Field field;
    private final ZoneCalendar calendar;
    private final int digits;
    private final long least;
    private final long most;

    FieldForm(Field field, ZoneCalendar calendar) {
        this.field = field;
        this.calendar = calendar;
        this.digits = switch (field.type()) {
            case FieldType.Money money -> money.digits();
            case FieldType.Decimal decimal -> decimal.digits();
            default -> 0;
        };
        this.least = least(field);
        this.most = most(field);
    }

    /** The least number that a field may have, in units of its last digit. */
    public static long least(Field field) {
        if (field.symbol() == KnownField.QUANTITY.symbol()) {
            return 1;
        }
        return field.symbol() < KnownField.FIRST_OWN ? 0 : -LARGEST;
    }

    /** The largest number that a field may have, in units of its last digit. */
    public static long most(Field field) {
        return field.symbol() == KnownField.QUANTITY.symbol() ? MOST_PIECES : LARGEST;
    }

    public Field field() {
        return field;
    }

    /** Sets the field from a text; an empty one leaves it absent. Gives null, or what is wrong. */
    public @Nullable FieldProblem set(CharSequence text, Fields.Builder into) {
        if (text.isEmpty()) {
            return field.required() ? missing() : null;
        }
        return switch (field.type()) {
            case FieldType.Money money -> number(text, into);
            case FieldType.Decimal decimal -> number(text, into);
            case FieldType.Number number -> number(text, into);
            case FieldType.Text limited -> text(text, limited.maximumLength(), into);
            case FieldType.Key key -> text(text, Words.LONGEST_TEXT, into);
            case FieldType.OneOf oneOf -> word(text.toString(), oneOf.words(), into);
            case FieldType.Flag flag -> flag(text.toString(), into);
            case FieldType.Day day -> day(text.toString(), into);
            case FieldType.Moment moment -> moment(text.toString(), into);
        };
    }

    /** Sets the field from a text, a number ({@code BigDecimal}, {@code Long}, {@code Integer}) or a boolean. */
    public @Nullable FieldProblem setValue(@Nullable Object value, Fields.Builder into) {
        return switch (value) {
            case null -> field.required() ? missing() : null;
            case CharSequence text -> set(text, into);
            case Boolean flag when field.type() instanceof FieldType.Flag -> set(flag ? "yes" : "no", into);
            case BigDecimal number when isNumber() -> set(number.toPlainString(), into);
            case Long number when isNumber() -> set(number.toString(), into);
            case Integer number when isNumber() -> set(number.toString(), into);
            case Number number when number instanceof Double || number instanceof Float -> wrong(
                    "the inexact number " + number, null);
            case Map<?, ?> map -> wrong("a block", null);
            case Iterable<?> list -> wrong("a list", null);
            default -> wrong(value.toString(), value instanceof Number ? "\"" + value + '"' : null);
        };
    }

    /** The value in a readable form: a BigDecimal, Long, Boolean or text; null where it is absent. */
    public @Nullable Object read(Fields fields) {
        if (!fields.has(field.symbol())) {
            return null;
        }
        long number = fields.number(field.symbol(), 0);
        return switch (field.type()) {
            case FieldType.Money money -> BigDecimal.valueOf(number, digits);
            case FieldType.Decimal decimal -> BigDecimal.valueOf(number, digits);
            case FieldType.Number whole -> number;
            case FieldType.Flag flag -> number != 0;
            case FieldType.Text text -> fields.text(field.symbol());
            case FieldType.Key key -> fields.text(field.symbol());
            case FieldType.Day day -> LocalDate.ofEpochDay(number).toString();
            case FieldType.Moment moment ->
                    Instant.ofEpochMilli(number).atZone(calendar.zone()).toOffsetDateTime().toString();
            case FieldType.OneOf oneOf -> oneOf.words()
                    .entrySet()
                    .stream()
                    .filter(word -> word.getValue() == number)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("#" + number);
        };
    }

    FieldProblem missing() {
        return new FieldProblem(field.name(), "nothing", words(), null);
    }

    private boolean isNumber() {
        return field.type() instanceof FieldType.Money || field.type() instanceof FieldType.Decimal
                || field.type() instanceof FieldType.Number;
    }

    private @Nullable FieldProblem number(CharSequence text, Fields.Builder into) {
        long value = unscaled(text, digits);
        if (value == NONE) {
            return wrongNumber(text.toString());
        }
        if (value < least || value > most) {
            return new FieldProblem(field.name(), Node.quoted(text.toString()), "at "
                    + (value < least ? "least " + plain(least) : "most " + plain(most)), null);
        }
        into.number(field.symbol(), value);
        return null;
    }

    /** An exact decimal in units of its last digit; {@link #NONE} for any other text. */
    private static long unscaled(CharSequence text, int digits) {
        int length = text.length();
        int start = text.charAt(0) == '-' ? 1 : 0;
        int point = -1;
        long value = 0;
        int after = 0;
        if (length - start == 0 || length > 19) {
            return NONE;
        }
        for (int i = start; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                if (point >= 0 && after == digits) {
                    if (digit != 0) {
                        return NONE;
                    }
                    continue;
                }
                after += point >= 0 ? 1 : 0;
                value = value * 10 + digit;
                if (value > LARGEST * 10) {
                    return start == 1 ? -LARGEST - 1 : LARGEST + 1;
                }
            } else if (text.charAt(i) == '.' && point < 0 && i > start && i < length - 1) {
                point = i;
            } else {
                return NONE;
            }
        }
        for (; after < digits; after++) {
            value *= 10;
            if (value > LARGEST * 10) {
                return start == 1 ? -LARGEST - 1 : LARGEST + 1;
            }
        }
        return start == 1 ? -value : value;
    }

    private FieldProblem wrongNumber(String text) {
        boolean number = text.matches("-?[0-9]+\\.[0-9]+");
        String plain = text.replaceAll("[,' _]|\\p{Sc}|^[A-Za-z]+|[A-Za-z]+$", "");
        return new FieldProblem(field.name(), Node.quoted(text),
                !number ? words()
                        : digits == 0 ? "a whole number" : "at most " + digits + " digits after the point",
                !number && !plain.isEmpty() && !plain.equals(text) && unscaled(plain, digits) != NONE ? plain : null);
    }

    private @Nullable FieldProblem text(CharSequence text, int longest, Fields.Builder into) {
        if (text.length() > longest) {
            return new FieldProblem(field.name(), "a text of " + text.length() + " characters", "at most " + longest,
                    null);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                return new FieldProblem(field.name(), "the character U+%04X".formatted((int) c),
                        "a text of whole characters", null);
            }
            i += pair ? 1 : 0;
        }
        into.text(field.symbol(), text.toString());
        return null;
    }

    private @Nullable FieldProblem word(String text, Map<String, Integer> words, Fields.Builder into) {
        Integer symbol = words.get(text);
        if (symbol == null) {
            return new FieldProblem(field.name(), Node.quoted(text), words(), Nearest.to(text, words.keySet()));
        }
        into.number(field.symbol(), symbol);
        return null;
    }

    private @Nullable FieldProblem flag(String text, Fields.Builder into) {
        boolean yes = text.equals("yes") || text.equals("true");
        if (!yes && !text.equals("no") && !text.equals("false")) {
            return wrong(Node.quoted(text), null);
        }
        into.number(field.symbol(), yes ? 1 : 0);
        return null;
    }

    private @Nullable FieldProblem day(String text, Fields.Builder into) {
        try {
            into.number(field.symbol(), LocalDate.parse(text).toEpochDay());
            return null;
        } catch (DateTimeException none) {
            return wrong(Node.quoted(text), null);
        }
    }

    private @Nullable FieldProblem moment(String text, Fields.Builder into) {
        try {
            Instant moment = text.length() > 10 && text.charAt(10) == ' '
                    ? LocalDateTime.parse(text, LOCAL).atZone(calendar.zone()).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            into.number(field.symbol(), moment.toEpochMilli());
            return null;
        } catch (DateTimeException | ArithmeticException none) {
            return wrong(Node.quoted(text), null);
        }
    }

    private FieldProblem wrong(String found, @Nullable String suggestion) {
        return new FieldProblem(field.name(), found, words(), suggestion);
    }

    private String plain(long value) {
        return BigDecimal.valueOf(value, digits).stripTrailingZeros().toPlainString();
    }

    private String words() {
        return switch (field.type()) {
            case FieldType.Money money -> "an amount of money, such as " + plain(1250L);
            case FieldType.Decimal decimal -> "a number with at most " + digits + " digits after the point";
            case FieldType.Number number -> "a whole number";
            case FieldType.Text text -> "a text";
            case FieldType.Key key -> "a text";
            case FieldType.Flag flag -> "yes or no";
            case FieldType.Day day -> "a date, such as 2025-03-31";
            case FieldType.Moment moment -> "a moment, such as 2025-03-31T10:00:00+08:00";
            case FieldType.OneOf oneOf -> Phrases.list(oneOf.words().keySet().stream().toList(), "or");
        };
    }
}
