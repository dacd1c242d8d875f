package org.guildhall.core.request;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.guildhall.core.language.Nearest;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** The keys of one block, taken one by one; what nobody took is a mistake. */
public final class Keys {
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);

    private final Node.Block block;
    private final String what;
    private final ZoneCalendar calendar;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param what the block is, with its article */
    public Keys(Node.Block block, String what, ZoneCalendar calendar, Problems problems) {
        this.block = block;
        this.what = what;
        this.calendar = calendar;
        this.problems = problems;
    }

    /** The keys of a node that must be a block; null after a problem. */
    public static @Nullable Keys of(Node node, String what, ZoneCalendar calendar, Problems problems) {
        if (node instanceof Node.Block block) {
            return new Keys(block, what, calendar, problems);
        }
        boolean nothing = node instanceof Node.Text text && text.empty();
        problems.wrong(node, what + " in { }", nothing ? "{}" : null);
        return null;
    }

    public Node.Block block() {
        return block;
    }

    public ZoneCalendar calendar() {
        return calendar;
    }

    public Problems problems() {
        return problems;
    }

    @Nullable
    public Node get(String key) {
        known.add(key);
        return block.get(key);
    }

    @Nullable
    public Node need(String key, String expected, @Nullable String usual) {
        Node node = get(key);
        if (node == null) {
            problems.add(block.title(), what + " without " + key, key + ": " + expected,
                    usual == null ? null : key + ": " + usual);
        }
        return node;
    }

    @Nullable
    public String text(String key) {
        Node node = get(key);
        return node == null ? null : text(node);
    }

    @Nullable
    public String needText(String key, String expected, @Nullable String usual) {
        Node node = need(key, expected, usual);
        return node == null ? null : text(node);
    }

    private @Nullable String text(Node node) {
        if (node instanceof Node.Text text && !text.text().isBlank()) {
            return text.text();
        }
        problems.wrong(node, "a text", null);
        return null;
    }

    @Nullable
    public Long moment(String key) {
        Node node = get(key);
        return node == null ? null : Moments.read(node, calendar, problems);
    }

    @Nullable
    public Long needMoment(String key, String expected, String usual) {
        Node node = need(key, expected, usual);
        return node == null ? null : Moments.read(node, calendar, problems);
    }

    /** What was not taken, in the order of the file. */
    public List<Node.Entry> others() {
        List<Node.Entry> others = new ArrayList<>();
        for (Node.Entry entry : block.entries()) {
            if (!known.contains(entry.key().text())) {
                others.add(entry);
            }
        }
        return others;
    }

    /** Reports what was not taken; gives whether there was nothing of the kind. */
    public boolean done() {
        List<Node.Entry> others = others();
        others.forEach(entry -> unknown(entry.key(), List.of()));
        return others.isEmpty();
    }

    public void unknown(Node.Text key, Collection<String> names) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(names);
        problems.add(key.place(), "key \"" + key.text() + "\"", "a key of " + what + ": " + String.join(", ", all),
                Nearest.to(key.text(), all));
    }

    /** An exact amount in units of its last digit, or null after a problem. */
    public static @Nullable Long amount(Node node, int digits, String of, Problems problems) {
        if (!(node instanceof Node.Text text) || !text.text().matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
            boolean large = node instanceof Node.Text text && text.text().matches("-?[0-9]{16,}(\\.[0-9]+)?");
            problems.wrong(node, large ? "at most " + LARGEST.movePointLeft(digits).toPlainString()
                    : digits == 0 ? "a whole number" : "a number, such as 2.99", null);
            return null;
        }
        BigDecimal value = new BigDecimal(text.text()).stripTrailingZeros();
        if (value.scale() > digits) {
            problems.wrong(node, digits == 0 ? "a whole number: " + of + " has no digits after the point"
                    : "at most " + digits + (digits == 1 ? " digit" : " digits") + " after the point, as " + of
                            + " has",
                    null);
            return null;
        }
        BigDecimal units = value.movePointRight(digits);
        if (units.abs().compareTo(LARGEST) > 0) {
            problems.wrong(node, "at most " + LARGEST.movePointLeft(digits).toPlainString(), null);
            return null;
        }
        return units.longValueExact();
    }

    /** An amount as people write it. */
    public static String amount(long value, int digits) {
        return BigDecimal.valueOf(value, digits).toPlainString();
    }

    /** One of the names, or null after a problem. */
    public static @Nullable String name(Node node, String of, Collection<String> names, Problems problems) {
        if (node instanceof Node.Text text && names.contains(text.text())) {
            return text.text();
        }
        problems.wrong(node, names.isEmpty() ? of + ", of which there is none" : of + ": " + String.join(", ", names),
                node instanceof Node.Text text ? Nearest.to(text.text(), names) : null);
        return null;
    }
}
