package org.guildhall.testkit.generator;

/** Some pieces of one product, in an order or a return. */
public record Line(Product product, int quantity) {
    /** In minor units. */
    public long amount() {
        return product.price() * quantity;
    }
}
