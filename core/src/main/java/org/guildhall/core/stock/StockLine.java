package org.guildhall.core.stock;

import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a stock's journal as people read it; no code stands in it.
 *
 * @param what the command in words: {@code add codes}
 */
public record StockLine(long version, Command command, String what, @Nullable Refusal refusal,
        List<Happened> happened) {
    /**
     * One thing that happened.
     *
     * @param what in words: {@code pieces added}
     * @param facts by name; texts, longs, booleans
     */
    public record Happened(long moment, String what, Map<String, Object> facts) {}
}
