package org.guildhall.core.stock;

import java.util.List;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Machine.Replayed;
import org.guildhall.core.entity.Step;
import org.guildhall.core.entity.TallyDelta;
import org.jspecify.annotations.Nullable;

/** Decides and evolves the entities of one kind that members ask: stocks, budgets, slices of budgets. Safe for many threads. */
public interface Keeper {
    Step step(@Nullable Image before, Command command);

    Replayed replay(@Nullable Image before, EntityName name, List<byte[]> entries);

    /** What is due for one. */
    Command.Body due();

    byte[] canonical(Image image);

    /** The moment of the last entry, epoch milliseconds. */
    long time(Image image);

    /** What one adds to the totals. */
    TallyDelta tally(Image image, EntityName name);

    /**
     * What one added to the totals at moments of the past.
     *
     * @param entries all that there are, the oldest first
     * @param moments growing
     */
    List<TallyDelta> tallies(EntityName name, List<byte[]> entries, long[] moments);

    /** An entry of the journal in words. */
    StockLine explain(EntityName name, byte[] bytes);
}
