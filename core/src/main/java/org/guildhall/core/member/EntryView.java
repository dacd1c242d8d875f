package org.guildhall.core.member;

import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.stock.StockLine;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a member's journal as people read it: what was asked, what came of it, and every thing that happened.
 *
 * @param what the command in words: {@code record order}
 * @param refusal null for an accepted command
 * @param work what it is to work over several entities, null for nothing
 */
public record EntryView(
        long version,
        String id,
        long at,
        long received,
        Origin origin,
        String what,
        @Nullable Refusal refusal,
        List<Line> lines,
        @Nullable Work work) {

    /**
     * Work over several entities has a number of its own with the member that began it: transfers from 1 upwards, claims from -1
     * downwards; 0 for a merge, of which there is one at a time.
     */
    public sealed interface Work {
        long number();

        record Begun(long number) implements Work {}

        /** @param reason why it came to nothing: the code of the other's refusal; empty for work that is done */
        record Ended(long number, boolean done, String reason) implements Work {}
    }

    static EntryView of(StockLine stock) {
        Command command = stock.command();
        return new EntryView(stock.version(), command.id(), command.at() == 0 ? command.received() : command.at(),
                command.received(), command.origin(),
                stock.what(), stock.refusal(),
                stock.happened().stream().map(one -> new Line(one.moment(), one.what(), one.facts())).toList(), null);
    }

    /**
     * One thing that happened.
     *
     * @param moment of the member's time
     * @param what in words: {@code points issued}
     * @param facts by name; values are texts, longs, booleans
     */
    public record Line(long moment, String what, Map<String, Object> facts) {}
}
