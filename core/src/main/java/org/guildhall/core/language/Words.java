package org.guildhall.core.language;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.time.CalendarUnit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.Periods;
import org.jspecify.annotations.Nullable;

/** The single values of the language: names, dates, periods, numbers, types of fields, references. */
final class Words {
    static final int LONGEST_TEXT = 256;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PERIOD_DAYS = 36_600;
    private static final String NAME_PATTERN = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final Map<String, PeriodUnit> SHORT_UNITS = Map.of("d", PeriodUnit.DAYS, "h", PeriodUnit.HOURS,
            "hrs", PeriodUnit.HOURS, "min", PeriodUnit.MINUTES, "mins", PeriodUnit.MINUTES, "w", PeriodUnit.WEEKS,
            "mths", PeriodUnit.MONTHS, "y", PeriodUnit.YEARS, "yrs", PeriodUnit.YEARS);

    private Words() {}

    static final Scalar<String> TEXT = Scalar.of("a text", null, (text, reading) -> text.text());

    /** An expression, compiled once it is known what it may look at. */
    static Scalar<Node.Text> expression(String words) {
        return Scalar.of(words, null, (text, reading) -> text);
    }

    static final Scalar<String> NAME = name("a name in small letters and digits, such as black-gold", NAME_PATTERN);

    /** The name of a programme, which may begin with a digit. */
    static final Scalar<String> PROGRAMME_NAME = name("a name in small letters and digits, such as black-gold",
            "[a-z0-9]*[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** A value of an attribute, which may begin with a digit. */
    static final Scalar<String> VALUE =
            name("a value in small letters and digits, such as 1080p", "[a-z0-9]+(-[a-z0-9]+)*");

    /** The name of a field; a question mark says that the field may be absent. */
    static final Scalar<String> FIELD_NAME =
            name("the name of a field in small letters and digits, such as amount or note?", NAME_PATTERN + "\\??");

    private static Scalar<String> name(String words, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return Scalar.of(words, "^" + pattern + "$", (text, reading) -> {
            if (text.text().length() > LONGEST_NAME) {
                reading.problems()
                        .add(text.place(), "a name of " + text.text().length() + " characters",
                                "at most " + LONGEST_NAME, null);
                return null;
            }
            if (compiled.matcher(text.text()).matches()) {
                return text.text();
            }
            String near = text.text()
                    .strip()
                    .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9?]+", "-")
                    .replaceAll("^[-0-9]+|-+$", "");
            reading.problems().wrong(text, words, compiled.matcher(near).matches() ? near : null);
            return null;
        });
    }

    static String withoutMark(String field) {
        return field.endsWith("?") ? field.substring(0, field.length() - 1) : field;
    }

    /** A date as the name of what holds from then on. */
    static final Scalar<String> DAY_NAME =
            Scalar.of("a date, such as 2025-03-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", (text, reading) -> {
                LocalDate date = Words.DATE.parser().parse(text, reading);
                return date == null ? null : text.text();
            });

    static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException none) {
            return false;
        }
    }

    static final Scalar<LocalDate> DATE =
            Scalar.of("a date, such as 2025-03-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", (text, reading) -> {
                if (!text.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                    reading.problems().wrong(text, "a date, such as 2025-03-31", padded(text.text(), 4, 2, 2));
                    return null;
                }
                try {
                    return LocalDate.parse(text.text());
                } catch (DateTimeException missing) {
                    reading.problems().wrong(text, "a date that exists", existing(text.text()));
                    return null;
                }
            });

    private static @Nullable String existing(String date) {
        try {
            LocalDate month = LocalDate.parse(date.substring(0, 8) + "01");
            return date.endsWith("00") ? month.toString() : month.withDayOfMonth(month.lengthOfMonth()).toString();
        } catch (DateTimeException none) {
            return null;
        }
    }

    static final Scalar<MonthDay> MONTH_DAY =
            Scalar.of("a day of the year, such as 12-31", "^[0-9]{2}-[0-9]{2}$", (text, reading) -> {
                if (!text.text().matches("[0-9]{2}-[0-9]{2}")) {
                    reading.problems().wrong(text, "a day of the year, such as 12-31", padded(text.text(), 2, 2));
                    return null;
                }
                try {
                    LocalDate day = LocalDate.parse("2001-" + text.text());
                    return MonthDay.from(day);
                } catch (DateTimeException missing) {
                    reading.problems()
                            .wrong(text, "a day that every year has",
                                    text.text().equals("02-29") ? "03-01" : null);
                    return null;
                }
            });

    /** Numbers separated by anything, brought to these widths; null where there are not as many. */
    private static @Nullable String padded(String text, int... widths) {
        String[] numbers = text.strip().split("[^0-9]+");
        if (widths.length == 3 && text.strip().matches("[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}")) {
            numbers = new String[]{numbers[2], numbers[1], numbers[0]};
        }
        if (numbers.length != widths.length) {
            return null;
        }
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (numbers[i].isEmpty() || numbers[i].length() > widths[i]) {
                return null;
            }
            padded.add("0".repeat(widths[i] - numbers[i].length()) + numbers[i]);
        }
        return String.join("-", padded);
    }

    private static final Map<String, String> COLLOQUIAL = Map.of("RMB", "CNY", "YUAN", "CNY", "¥", "CNY", "$", "USD",
            "DOLLAR", "USD", "€", "EUR", "EURO", "EUR", "£", "GBP", "YEN", "JPY");

    static final Scalar<String> MONEY =
            Scalar.of("a currency code of ISO 4217, such as CNY", "^[A-Z]{3}$", (text, reading) -> {
                if (digitsOf(text.text()).isPresent()) {
                    return text.text();
                }
                List<String> codes = Currency.getAvailableCurrencies()
                        .stream()
                        .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                        .map(Currency::getCurrencyCode)
                        .sorted()
                        .toList();
                reading.problems()
                        .wrong(text, "a currency code of ISO 4217, such as CNY",
                                COLLOQUIAL.containsKey(text.text().toUpperCase(Locale.ROOT))
                                        ? COLLOQUIAL.get(text.text().toUpperCase(Locale.ROOT))
                                        : Nearest.to(text.text(), codes));
                return null;
            });

    /** Digits of the minor unit; empty for what is no money. */
    static OptionalInt digitsOf(String money) {
        try {
            int digits = Currency.getInstance(money).getDefaultFractionDigits();
            return digits < 0 ? OptionalInt.empty() : OptionalInt.of(digits);
        } catch (IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }

    static final Scalar<ZoneId> ZONE = Scalar.of("a time zone, such as Asia/Shanghai", null, (text, reading) -> {
        List<String> zones = ZoneId.getAvailableZoneIds()
                .stream()
                .filter(id -> id.equals("UTC") || (id.contains("/") && !id.startsWith("SystemV/")))
                .sorted()
                .toList();
        if (zones.contains(text.text())) {
            return ZoneId.of(text.text());
        }
        String city = zones.stream()
                .filter(id -> id.endsWith("/" + text.text().replace(' ', '_')))
                .findFirst()
                .orElseGet(() -> Nearest.to(text.text(), zones));
        reading.problems().wrong(text, "a time zone, such as Asia/Shanghai", city);
        return null;
    });

    static final Scalar<Period> PERIOD = period("", Function.identity());

    /** A period after a word: {@code rolling 12 months}. */
    static <T> Scalar<T> period(String before, Function<Period, T> make) {
        Pattern pattern = Pattern.compile(before + "([1-9][0-9]{0,5}) ([a-z]+)");
        String words = (before.isEmpty() ? "a period, such as " : "") + before + "12 months";
        return Scalar.of(words, "^" + before + "([1-9][0-9]*) (minute|hour|day|week|month|year)s?$",
                (text, reading) -> {
                    Matcher matcher = pattern.matcher(text.text());
                    Period period = matcher.matches() ? exactPeriod(matcher.group(1), matcher.group(2)) : null;
                    if (period == null) {
                        reading.problems().wrong(text, words, nearPeriod(text.text(), before));
                        return null;
                    }
                    if (Periods.mostDays(period) > LONGEST_PERIOD_DAYS) {
                        reading.problems().wrong(text, "at most 100 years", null);
                        return null;
                    }
                    return make.apply(period);
                });
    }

    private static @Nullable Period exactPeriod(String amount, String unit) {
        for (PeriodUnit known : PeriodUnit.values()) {
            Period period = new Period(Integer.parseInt(amount), known);
            if (period.toString().equals(amount + " " + unit)) {
                return period;
            }
        }
        return null;
    }

    private static @Nullable String nearPeriod(String text, String before) {
        Matcher matcher = Pattern.compile("([1-9][0-9]{0,5})\\s*([a-zA-Z]+)").matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String typed = matcher.group(2).toLowerCase(Locale.ROOT);
        String near = Nearest.to(typed, Arrays.stream(PeriodUnit.values()).map(PeriodUnit::word).toList());
        for (PeriodUnit unit : PeriodUnit.values()) {
            if (unit.word().equals(near) || unit == SHORT_UNITS.get(typed) || unit.word().equals(typed + "s")) {
                return before + new Period(Integer.parseInt(matcher.group(1)), unit);
            }
        }
        return null;
    }

    /** A unit of the calendar, after a word: {@code calendar month}. */
    static <T> Shape<T> unit(String before, Function<CalendarUnit, T> make) {
        Choice<T> choice = new Choice<>();
        for (CalendarUnit unit : CalendarUnit.values()) {
            choice.word(before + unit.word(), make.apply(unit)).meaning(unit.word(), before + unit.word());
        }
        return choice.inShort(before.isEmpty() ? null : before + "day, week, month, quarter, half-year or year");
    }

    static final Shape<CalendarUnit> UNIT = unit("", Function.identity());
    static final Shape<CalendarUnit> CALENDAR = unit("calendar ", Function.identity());

    static final Shape<Boolean> YES_NO =
            new Choice<Boolean>().word("yes", true).word("no", false).meaning("true", "yes").meaning("false", "no");

    static final Shape<Rounding> ROUNDING = Choice.words(List.of(Rounding.values()), Rounding::word)
            .meaning("floor", "down")
            .meaning("ceiling", "up")
            .meaning("ceil", "up")
            .meaning("bankers", "half-even");

    static Scalar<Integer> whole(int least, int most) {
        String words = "a whole number from " + least + " to " + most;
        return new Scalar<>(words, JsonSchema.map("type", "integer", "minimum", least, "maximum", most),
                (text, reading) -> {
                    if (text.text().matches("0|[1-9][0-9]{0,8}")) {
                        int number = Integer.parseInt(text.text());
                        if (number >= least && number <= most) {
                            return number;
                        }
                    }
                    reading.problems().wrong(text, words, plainNumber(text.text(), "0|[1-9][0-9]{0,8}"));
                    return null;
                });
    }

    static final String AT_LEAST_0 = "a number of at least 0, such as 1000 or 2.99";

    /** Whether it is a number with a minus before it. */
    private static boolean isBelowZero(String text) {
        return text.matches("-\\s*[0-9]+(\\.[0-9]+)?") && text.matches(".*[1-9].*");
    }

    /** An exact number of at least 0, and where it stands. */
    record Amount(BigDecimal value, Node.Text text) {}

    static final Scalar<Amount> AMOUNT = new Scalar<>("a number, such as 1000 or 2.99",
            JsonSchema.map("type", "number", "minimum", 0), (text, reading) -> {
                if (text.text().matches("(0|[1-9][0-9]*)(\\.[0-9]+)?") && text.text().length() <= 18) {
                    return new Amount(new BigDecimal(text.text()), text);
                }
                reading.problems()
                        .wrong(text, isBelowZero(text.text()) ? AT_LEAST_0 : "a number, such as 1000 or 2.99",
                                plainNumber(text.text(), "(0|[1-9][0-9]*)(\\.[0-9]+)?"));
                return null;
            });

    private static @Nullable String plainNumber(String text, String pattern) {
        String plain = text.replaceAll("[,_' %]|^[A-Za-z]+|[A-Za-z]+$|\\p{Sc}", "").replaceAll("^0+(?=[0-9])", "");
        return !plain.equals(text) && plain.matches(pattern) ? plain : null;
    }

    /** The type of a field, made once its name is known. */
    @FunctionalInterface
    interface TypeOf {
        FieldType of(String field, Reading reading);
    }

    private static final Pattern DECIMAL = Pattern.compile("decimal ([1-9])");

    private static final Scalar<TypeOf> DECIMAL_TYPE =
            Scalar.of("decimal 3", "^decimal [1-9]$", (text, reading) -> {
                Matcher matcher = DECIMAL.matcher(text.text());
                if (!matcher.matches()) {
                    boolean meant = text.text().startsWith("decimal ");
                    reading.problems()
                            .wrong(text, meant ? "decimal with 1 to 9 digits after the point" : "decimal 3",
                                    meant ? "decimal 2" : null);
                    return null;
                }
                FieldType type = new FieldType.Decimal(Integer.parseInt(matcher.group(1)));
                return (field, unused) -> type;
            });

    static final Shape<TypeOf> FIELD_TYPE = new Choice<TypeOf>()
            .word("money", (field, reading) -> new FieldType.Money(reading.moneyDigits()))
            .word("number", (field, reading) -> new FieldType.Number())
            .word("text", (field, reading) -> new FieldType.Text(LONGEST_TEXT))
            .word("key", (field, reading) -> new FieldType.Key())
            .word("flag", (field, reading) -> new FieldType.Flag())
            .word("day", (field, reading) -> new FieldType.Day())
            .word("moment", (field, reading) -> new FieldType.Moment())
            .meaning("string", "text")
            .meaning("integer", "number")
            .meaning("int", "number")
            .meaning("boolean", "flag")
            .meaning("bool", "flag")
            .meaning("date", "day")
            .meaning("datetime", "moment")
            .meaning("timestamp", "moment")
            .meaning("decimal", "decimal 2")
            .value(DECIMAL_TYPE)
            .value(Several.list(NAME).as(words -> (field, reading) -> oneOf(words, field, reading)))
            .inShort("money, number, decimal 3, text, key, flag, day, moment or a list of words");

    private static FieldType oneOf(List<String> words, String field, Reading reading) {
        Map<String, Integer> numbered = new java.util.LinkedHashMap<>();
        words.forEach(word -> numbered.put(word, reading.number("word", field + "/" + word)));
        return new FieldType.OneOf(java.util.Collections.unmodifiableMap(numbered));
    }

    /** The number of a name that the file declares elsewhere. */
    static Scalar<Integer> reference(String space, String symbolSpace, String section) {
        return Scalar.of("the name of a " + space, "^" + NAME_PATTERN + "$", (text, reading) -> {
            if (reading.declared(space).contains(text.text())) {
                return reading.number(symbolSpace, text.text());
            }
            unknown(text, space, section, reading);
            return null;
        });
    }

    static void unknown(Node.Text text, String space, String section, Reading reading) {
        List<String> known = List.copyOf(reading.declared(space));
        reading.problems()
                .wrong(text, known.isEmpty()
                        ? "a " + space + ", declared under " + section
                        : "a " + space + ": " + Phrases.list(known, "or"), Nearest.to(text.text(), known));
    }

    /** The number of a field of some kind; whether the kinds at hand have it is seen later. */
    static final Shape<Integer> FIELD_NUMBER =
            Scalar.of("the name of a field", "^" + NAME_PATTERN + "$", (text, reading) -> {
                String name = NAME.parser().parse(text, reading);
                return name == null ? null : reading.number("field", name);
            });

    /** The name of a field of the kind at hand; which it has is seen once they are read. */
    static final Scalar<Node.Text> FIELD_OF_KIND = Scalar.of("the name of a field", "^" + NAME_PATTERN + "$",
            (text, reading) -> NAME.parser().parse(text, reading) == null ? null : text);

    static final Scalar<Integer> KIND = reference("kind", "kind", "activities");
    static final Scalar<Integer> CURRENCY = reference("currency", "currency", "currencies");
    static final Scalar<Integer> LADDER = reference("ladder", "ladder", "ladders");
    static final Scalar<Integer> SCORE = reference("score", "field", "members");
    static final Scalar<Integer> PLAN = reference("plan", "plan", "plans");
    static final Scalar<Integer> STOCK = reference("stock", "stock", "stocks");
    static final Scalar<Integer> BENEFIT = reference("benefit", "benefit", "benefits");
    static final Scalar<Integer> MEMBER_FIELD = reference("member field", "field", "members");
}
