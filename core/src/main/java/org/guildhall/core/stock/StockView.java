package org.guildhall.core.stock;

/**
 * A stock at one moment: {@code added = left + issued + withdrawn + spoiled}.
 *
 * @param time of its last entry, epoch milliseconds
 * @param spoiled codes that were given out and given back: nobody else can have them
 * @param reorder whether it is time to order more
 */
public record StockView(
        long version, long time, long added, long issued, long withdrawn, long spoiled, long left, boolean reorder) {
    /** A stock that nothing was ever asked of. */
    public static final StockView NEW = new StockView(0, 0, 0, 0, 0, 0, 0, false);
}
