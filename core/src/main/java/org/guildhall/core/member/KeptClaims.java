package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.jspecify.annotations.Nullable;

/** What a member asked for and has, by number; what is over is gone. */
final class KeptClaims {
    static final int TABLE = 10;

    private final Table table;

    KeptClaims(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    @Nullable
    KeptClaim get(long number) {
        Row row = table.get(number, 0);
        return row == null ? null : KeptClaim.fromRow(number, row.reader());
    }

    @Nullable
    KeptClaim byId(String id) {
        return all().stream().filter(claim -> claim.id().equals(id)).findFirst().orElse(null);
    }

    /** In the order in which they were asked for. */
    List<KeptClaim> all() {
        if (table.isEmpty()) {
            return List.of();
        }
        List<KeptClaim> all = new ArrayList<>();
        for (Row row = table.first(); row != null; row = table.next(row.k1(), 0)) {
            all.add(KeptClaim.fromRow(row.k1(), row.reader()));
        }
        return all;
    }

    /** The first that a stock was asked for and did not answer, or null. */
    @Nullable
    KeptClaim underWay() {
        return all().stream().filter(claim -> claim.state() == KeptClaim.State.AWAITED).findFirst().orElse(null);
    }

    void put(KeptClaim claim) {
        ByteWriter row = table.contents();
        claim.writeRow(row);
        table.put(claim.number(), 0, row);
    }

    void remove(long number) {
        table.remove(number, 0);
    }

    /** Takes in another member's, moved behind these. An id that is there already gets the claim's number behind it. */
    void absorb(KeptClaims other, long claims, long spends, long subscriptions) {
        for (KeptClaim claim : other.all()) {
            KeptClaim moved = claim.moved(claims, spends, subscriptions);
            while (byId(moved.id()) != null) {
                moved = moved.called(moved.id() + "~" + moved.number());
            }
            put(moved);
        }
    }
}
