package org.guildhall.core.terms;

import java.util.List;

/**
 * What terms allow of offers.
 *
 * @param mostOff the most that one coupon takes off or costs, in minor units
 * @param mostHeld the most coupons that one member holds at a time
 * @param payers who may bear what coupons cost, by name
 */
public record OfferRules(long mostOff, int mostHeld, List<String> payers) {
    public OfferRules {
        payers = List.copyOf(payers);
    }
}
