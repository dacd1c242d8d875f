package org.guildhall.testkit.generator;

import java.util.List;

/** Some pieces of one product, in an order or a return. */
public record Line(Product product, int quantity) {
    /** In minor units. */
    public long amount() {
        return product.price() * quantity;
    }

    /** What lines are worth together, in minor units. */
    static long amount(List<Line> lines) {
        long amount = 0;
        for (Line line : lines) {
            amount += line.amount();
        }
        return amount;
    }
}
