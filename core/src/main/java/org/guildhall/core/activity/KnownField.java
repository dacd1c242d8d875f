package org.guildhall.core.activity;

/**
 * The fields whose meaning the engine knows, with their symbol numbers, the same in every programme. A programme's own
 * fields are numbered from {@link #FIRST_OWN}.
 */
public enum KnownField {
    /** What the activity is worth, in money; computed for kinds with lines, stated for the others. */
    AMOUNT(1, "amount"),
    QUANTITY(2, "quantity"),
    /** What one piece costs. */
    PRICE(3, "price"),
    PRODUCT(4, "product"),
    BUSINESS(5, "business"),
    CATEGORY(6, "category"),
    BRAND(7, "brand"),
    DELIVERY(8, "delivery"),
    TAX(9, "tax"),
    GIFT_CARDS(10, "gift-cards"),
    PAID_WITH_POINTS(11, "paid-with-points"),
    /** Opaque keys for the abuse checks. */
    PAYER(12, "payer"),
    RECIPIENT(13, "recipient"),
    DEVICE(14, "device"),
    ADDRESS_AREA(15, "address-area"),
    /** The id of the activity that a return or a fulfilment concerns. */
    OF(16, "of"),
    NIGHTS(17, "nights"),
    CHANNEL(18, "channel");

    /** The first number of a programme's own symbols. */
    public static final int FIRST_OWN = 64;

    private final int symbol;
    private final String word;

    KnownField(int symbol, String word) {
        this.symbol = symbol;
        this.word = word;
    }

    public int symbol() {
        return symbol;
    }

    public String word() {
        return word;
    }
}
