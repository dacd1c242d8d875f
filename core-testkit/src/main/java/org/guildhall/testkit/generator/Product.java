package org.guildhall.testkit.generator;

/** What the shop sells; the price is in minor units. */
public record Product(String name, String category, String brand, long price) {}
