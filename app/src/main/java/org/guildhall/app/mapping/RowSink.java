package org.guildhall.app.mapping;

/** Takes the rows that did not become part of an order. */
@FunctionalInterface
public interface RowSink {
    /**
     * @param reason a code such as {@code bad-value}
     * @param detail what was found and what would have been right
     */
    void refuse(Order.Row row, String reason, String detail);
}
