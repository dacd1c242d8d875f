package org.guildhall.server.pages;

import java.util.List;

/**
 * A stock of the programme.
 *
 * @param reorder whether it is time to order more
 */
record StocksNow(String name, String left, String added, String issued, boolean reorder) {
    static List<StocksNow> all(Reading reading, Totals totals) {
        return reading.terms().stocks().stream().map(stock -> {
            long left = totals.stock(stock.name(), "left");
            long issued = totals.stock(stock.name(), "issued");
            long added = left + issued + totals.stock(stock.name(), "withdrawn")
                    + totals.stock(stock.name(), "spoiled");
            return new StocksNow(reading.words().of(stock.names()), reading.words().number(left),
                    reading.words().number(added), reading.words().number(issued),
                    left <= stock.reorderAt());
        }).toList();
    }
}
