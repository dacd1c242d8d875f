package org.guildhall.core.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.guildhall.core.language.Node;
import org.guildhall.core.language.Problems;
import org.guildhall.core.stock.StockCommand;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** What is asked of a stock, by its verb. */
public final class StockCommandReader {
    public static final List<String> VERBS = List.of("add-pieces", "add-codes", "withdraw");

    private final ZoneCalendar calendar;
    private final Problems problems;

    public StockCommandReader(ZoneCalendar calendar, Problems problems) {
        this.calendar = calendar;
        this.problems = problems;
    }

    /**
     * The command, or null after a problem.
     *
     * @param verb one of {@link #VERBS}
     * @param besides keys of the node that say something else, such as {@code id}
     */
    public @Nullable StockCommand read(String verb, Node node, Set<String> besides) {
        Keys keys = Keys.of(node, "what " + verb + " takes", calendar, problems);
        if (keys == null) {
            return null;
        }
        besides.forEach(keys::get);
        return switch (verb) {
            case "add-pieces" -> pieces(keys) instanceof Pieces some
                    ? new StockCommand.AddPieces(some.amount, some.reason)
                    : null;
            case "add-codes" -> codes(keys);
            case "withdraw" -> pieces(keys) instanceof Pieces some
                    ? new StockCommand.Withdraw(some.amount, some.reason)
                    : null;
            default -> throw new IllegalArgumentException("expected one of " + VERBS + ", but found " + verb);
        };
    }

    private record Pieces(long amount, String reason) {}

    private @Nullable Pieces pieces(Keys keys) {
        Node node = keys.need("amount", "how many pieces", "100");
        String reason = keys.needText("reason", "why", "delivered");
        keys.done();
        Long amount = node == null ? null : Keys.amount(node, 0, "pieces", problems);
        return amount == null || reason == null ? null : new Pieces(amount, reason);
    }

    private @Nullable StockCommand codes(Keys keys) {
        Node node = keys.need("codes", "the codes", "[\"A7K2-91\"]");
        keys.done();
        if (!(node instanceof Node.Items items)) {
            if (node != null) {
                problems.wrong(node, "a list of codes", null);
            }
            return null;
        }
        List<String> codes = new ArrayList<>(items.items().size());
        for (Node item : items.items()) {
            if (item instanceof Node.Text text && text.text().strip().equals(text.text())) {
                codes.add(text.text());
            } else if (item instanceof Node.Text) {
                problems.wrong(item, "a code without blanks at its ends", null);
            } else {
                problems.wrong(item, "a code, as a text", null);
            }
        }
        return codes.size() == items.items().size() ? new StockCommand.AddCodes(codes) : null;
    }
}
