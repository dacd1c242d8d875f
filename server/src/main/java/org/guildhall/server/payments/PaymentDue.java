package org.guildhall.server.payments;

import org.guildhall.core.entity.EntityName;

/**
 * Money that fell due.
 *
 * @param payment its number within the member
 * @param attempt how often it was asked for, this time included
 * @param refund whether it goes to the member
 * @param amount in minor units
 */
public record PaymentDue(EntityName member, long payment, long attempt, boolean refund, long amount) {
    /** The same for the same attempt, and for no other. */
    public String key() {
        return member + "/payment/" + payment + "/" + attempt;
    }
}
