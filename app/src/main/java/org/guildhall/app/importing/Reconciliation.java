package org.guildhall.app.importing;

import java.util.Map;
import org.guildhall.app.mapping.RowCounts;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file: each row counted once, each order counted once.
 *
 * @param refused orders by the code of the refusal
 * @param members different members that orders were put to
 * @param unmatched null where it could not be told
 */
public record Reconciliation(RowCounts rows, long orders, long accepted, long repeated, Map<String, Long> refused,
        long members, @Nullable Unmatched unmatched, double seconds) {

    /**
     * What returns named that found no purchase.
     *
     * @param returns how many of the returns it concerns
     * @param value in minor units of the programme's money
     */
    public record Unmatched(long returns, long lines, long value) {}

    public Reconciliation {
        long counted = rows.withoutMember() + rows.inOrders() + sum(rows.skipped()) + sum(rows.refused());
        if (counted != rows.rows()) {
            throw new IllegalStateException("expected " + rows.rows() + " rows in the account, but found " + counted);
        }
        if (accepted + repeated + sum(refused) != orders) {
            throw new IllegalStateException("expected " + orders + " orders in the account, but found "
                    + (accepted + repeated + sum(refused)));
        }
    }

    public Reconciliation with(Unmatched found) {
        return new Reconciliation(rows, orders, accepted, repeated, refused, members, found, seconds);
    }

    public long refusedOrders() {
        return sum(refused);
    }

    public long refusedRows() {
        return sum(rows.refused());
    }

    public double rowsPerSecond() {
        return seconds > 0 ? rows.rows() / seconds : 0;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
