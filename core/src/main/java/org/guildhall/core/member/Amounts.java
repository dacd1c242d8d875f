package org.guildhall.core.member;

import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.number.Decimals;
import org.guildhall.core.number.Rounding;
import org.guildhall.core.terms.ActivityKind;
import org.guildhall.core.terms.Field;
import org.guildhall.core.terms.FieldType;
import org.guildhall.core.terms.Terms;

/** What an activity amounts to, in minor units. */
final class Amounts {
    private static final int AMOUNT = KnownField.AMOUNT.symbol();

    private Amounts() {}

    /** The activity with its amount worked out from its lines; one without lines states it itself. */
    static Activity withAmount(Activity activity, ActivityKind kind, Terms terms) {
        ActivityKind.Earns earns = kind.earns();
        if (earns == null) {
            return activity;
        }
        return new Activity(
                activity.kind(),
                activity.fields().with(AMOUNT, amount(activity, kind, earns, terms)),
                activity.lines());
    }

    static long of(Activity activity) {
        return Math.max(0, activity.fields().number(AMOUNT, 0));
    }

    private static long amount(Activity activity, ActivityKind kind, ActivityKind.Earns earns, Terms terms) {
        int digits = priceDigits(kind);
        long sum = 0;
        for (Fields line : activity.lines()) {
            sum = Math.addExact(sum, lineAmount(line));
        }
        long amount = Decimals.rescale(sum, digits, terms.moneyDigits(), earns.rounding());
        Fields fields = activity.fields();
        amount = Math.addExact(amount, earns.delivery() ? fields.number(KnownField.DELIVERY.symbol(), 0) : 0);
        amount = Math.addExact(amount, earns.tax() ? fields.number(KnownField.TAX.symbol(), 0) : 0);
        amount = Math.subtractExact(
                amount, earns.giftCards() ? 0 : fields.number(KnownField.GIFT_CARDS.symbol(), 0));
        amount = Math.subtractExact(
                amount, earns.paidWithPoints() ? 0 : fields.number(KnownField.PAID_WITH_POINTS.symbol(), 0));
        return Math.max(0, amount);
    }

    /** Quantity times price of a line, in the scale of the price. */
    static long lineAmount(Fields line) {
        return Math.multiplyExact(
                line.number(KnownField.QUANTITY.symbol(), 0), line.number(KnownField.PRICE.symbol(), 0));
    }

    /** Digits after the point of a line's price. */
    static int priceDigits(ActivityKind kind) {
        for (Field field : kind.lines()) {
            if (field.symbol() == KnownField.PRICE.symbol()) {
                return switch (field.type()) {
                    case FieldType.Money type -> type.digits();
                    case FieldType.Decimal type -> type.digits();
                    case FieldType.Number type -> 0;
                    case FieldType.Flag type -> 0;
                    case FieldType.Text type -> 0;
                    case FieldType.Key type -> 0;
                    case FieldType.Moment type -> 0;
                    case FieldType.Day type -> 0;
                    case FieldType.OneOf type -> 0;
                };
            }
        }
        return 0;
    }

    /** A quantity of a line at its price, in minor units, rounded half up. */
    static long value(Fields line, long quantity, ActivityKind kind, Terms terms) {
        long exact = Math.multiplyExact(quantity, line.number(KnownField.PRICE.symbol(), 0));
        return Decimals.rescale(exact, priceDigits(kind), terms.moneyDigits(), Rounding.HALF_UP);
    }
}
