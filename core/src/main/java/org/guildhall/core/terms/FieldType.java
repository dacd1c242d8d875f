package org.guildhall.core.terms;

import java.util.Map;

/** What values a declared field takes, and how {@link org.guildhall.core.activity.Fields} holds them. */
public sealed interface FieldType {
    /** Minor units of the programme's money. */
    record Money(int digits) implements FieldType {}

    /** An exact number with at most this many digits after the point; held unscaled. */
    record Decimal(int digits) implements FieldType {}

    /** A whole number. */
    record Number() implements FieldType {}

    record Flag() implements FieldType {}

    /** A text of at most this many UTF-16 units. */
    record Text(int maximumLength) implements FieldType {}

    /** An opaque key (payer, device, …): a text that rules can only compare. */
    record Key() implements FieldType {}

    /** Epoch milliseconds. */
    record Moment() implements FieldType {}

    /** Epoch day. */
    record Day() implements FieldType {}

    /** One of the declared words, held as its symbol. */
    record OneOf(Map<String, Integer> words) implements FieldType {}
}
