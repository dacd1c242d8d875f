package org.guildhall.testkit.generator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Place;
import org.guildhall.core.language.Problems;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.jspecify.annotations.Nullable;

/** A block of a calibration while it is read: every value is asked for by its key, and what nobody asked for is wrong. */
final class Section {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?) ?%");
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6}) (minute|hour|day)s?");

    private static final Pattern PERIOD = Pattern.compile("([1-9][0-9]{0,2}) (day|month|year)s?");

    private final String what;
    private final Node.@Nullable Block block;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> optional = new LinkedHashSet<>();

    Section(String what, @Nullable Node node, Problems problems) {
        this.what = what;
        this.problems = problems;
        this.block = node instanceof Node.Block found ? found : null;
        if (node != null && block == null) {
            problems.wrong(node, what + ", a block of keys with values", null);
        }
    }

    /** Reports the keys that nobody asked for. */
    void end() {
        if (block == null) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(asked);
        known.addAll(optional);
        for (Node.Entry entry : block.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                problems.add(entry.key().place(), "key \"" + key + '"',
                        "a key of " + what + ": " + String.join(", ", known), Nearest.to(key, known));
            }
        }
    }

    /** Whether an optional key is there. */
    boolean has(String key) {
        optional.add(key);
        return find(key) != null;
    }

    /** All keys, in the order of the file. */
    List<String> keys() {
        return block == null ? List.of() : block.entries().stream().map(entry -> entry.key().text()).toList();
    }

    /** The block under a key. */
    Section section(String key) {
        return new Section(key, node(key), problems);
    }

    /** The blocks under keys that the author chose, with these. */
    <T> List<T> named(String key, Function<Named, T> make) {
        List<T> made = new ArrayList<>();
        Node node = node(key);
        if (node instanceof Node.Block names && !names.entries().isEmpty()) {
            for (Node.Entry entry : names.entries()) {
                Section section = new Section(entry.key().text(), entry.value(), problems);
                made.add(make.apply(new Named(entry.key().text(), section)));
                section.end();
            }
        } else if (node != null) {
            problems.wrong(node, key + ", a block with names", null);
        }
        return made;
    }

    record Named(String name, Section section) {}

    String text(String key) {
        return value(key, "a text", "", text -> text);
    }

    List<String> texts(String key) {
        return values(key, "texts", text -> text);
    }

    int whole(String key, int least, int most) {
        return value(key, "a whole number from " + least + " to " + most, least, text -> {
            int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
            return number >= least && number <= most ? number : null;
        });
    }

    long seed(String key) {
        return value(key, "a whole number", 0L,
                text -> text.matches("-?[0-9]{1,18}") ? (Long) Long.parseLong(text) : null);
    }

    /** A number above 0. */
    double factor(String key, double least) {
        return value(key, "a number of at least " + plain(least), 1.0, text -> {
            Double number = number(text);
            return number != null && number >= least ? number : null;
        });
    }

    /** From 0 to 1, written in hundredths. */
    double share(String key) {
        return value(key, "a share, such as 5.2 %", 0.0, Section::shareOf);
    }

    /** In minor units. */
    long money(String key, int digits) {
        return value(key, "money, such as 92.00", 1L, text -> {
            if (!NUMBER.matcher(text).matches()) {
                return null;
            }
            BigDecimal minor = new BigDecimal(text).movePointRight(digits).stripTrailingZeros();
            return minor.scale() > 0 ? null : (Long) minor.longValueExact();
        });
    }

    /** In milliseconds. */
    long length(String key) {
        return value(key, "a length of time, such as 20 hours or 5 days", 0L, text -> {
            Matcher matcher = LENGTH.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            long unit = switch (matcher.group(2)) {
                case "minute" -> 60_000L;
                case "hour" -> 3_600_000L;
                default -> 86_400_000L;
            };
            return (Long) (Long.parseLong(matcher.group(1)) * unit);
        });
    }

    /** Of the calendar. */
    Period period(String key) {
        return value(key, "a period, such as 30 days or 1 year", new Period(1, PeriodUnit.YEARS), text -> {
            Matcher matcher = PERIOD.matcher(text);
            return matcher.matches()
                    ? new Period(Integer.parseInt(matcher.group(1)),
                            PeriodUnit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT) + "S"))
                    : null;
        });
    }

    LocalDate day(String key) {
        return value(key, "a date, such as 2025-11-11", LocalDate.EPOCH, text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException wrong) {
                return null;
            }
        });
    }

    <T> T value(String key, String expected, T otherwise, Function<String, @Nullable T> parse) {
        Node node = node(key);
        T value = node instanceof Node.Text text && !text.text().isBlank() ? parse.apply(text.text()) : null;
        if (value == null && node != null) {
            problems.wrong(node, expected, null);
        }
        return value == null ? otherwise : value;
    }

    List<Double> weights(String key, int size) {
        List<Double> weights = values(key, size + " numbers", Section::number);
        return sized(key, weights, size);
    }

    /** Shares that add up to 1. */
    List<Double> shares(String key, int size) {
        List<Double> shares = sized(key, values(key, size + " shares", Section::shareOf), size);
        whole(key, shares.stream().mapToDouble(Double::doubleValue).sum());
        return shares;
    }

    /** Reports shares under a key that do not add up to 1. */
    void whole(String key, double sum) {
        whole(place(key), sum);
    }

    /** Reports shares in this block that do not add up to 1. */
    void wholeOf(double sum) {
        if (block != null) {
            whole(block.place(), sum);
        }
    }

    private void whole(Place place, double sum) {
        if (Math.abs(sum - 1) > 1e-9 && problems.none()) {
            problems.add(place, "shares that add up to " + plain(sum * 100) + " %", "shares that add up to 100 %",
                    null);
        }
    }

    void wrong(String key, String found, String expected) {
        problems.add(place(key), found, expected, null);
    }

    private List<Double> sized(String key, List<Double> values, int size) {
        if (values.size() == size) {
            return values;
        }
        if (node(key) != null) {
            problems.add(place(key), "a list of " + values.size(), "a list of " + size, null);
        }
        return java.util.Collections.nCopies(size, 1.0 / size);
    }

    private <T> List<T> values(String key, String expected, Function<String, @Nullable T> parse) {
        List<T> values = new ArrayList<>();
        Node node = node(key);
        if (!(node instanceof Node.Items items)) {
            if (node != null) {
                problems.wrong(node, "a list of " + expected, null);
            }
            return values;
        }
        for (Node item : items.items()) {
            T value = item instanceof Node.Text text ? parse.apply(text.text()) : null;
            if (value == null) {
                problems.wrong(item, "one of " + expected, null);
            } else {
                values.add(value);
            }
        }
        return values;
    }

    private @Nullable Node node(String key) {
        boolean first = asked.add(key);
        Node node = find(key);
        if (node == null && block != null && first) {
            Node.Text owner = block.owner();
            problems.add(owner == null ? block.place() : owner.place(), what + " without " + key, "the key " + key,
                    null);
        }
        return node;
    }

    private @Nullable Node find(String key) {
        if (block != null) {
            for (Node.Entry entry : block.entries()) {
                if (entry.key().text().equals(key)) {
                    return entry.value();
                }
            }
        }
        return null;
    }

    private Place place(String key) {
        Node node = find(key);
        return node == null ? new Place(1, 1) : node.place();
    }

    private static @Nullable Double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    private static @Nullable Double shareOf(String text) {
        Matcher matcher = SHARE.matcher(text);
        double share =
                matcher.matches() ? new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue() : 2;
        return share <= 1 ? share : null;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(Math.round(number * 1e6), 6).stripTrailingZeros().toPlainString();
    }
}
