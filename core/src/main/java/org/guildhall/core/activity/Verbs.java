package org.guildhall.core.activity;

import java.util.List;

/** What can be asked of a member besides an activity, by the names that files and requests have for it; no kind of activity is called so. */
public final class Verbs {
    public static final List<String> ALL = List.of("joins", "describes", "reverse", "spend", "cancel-spend", "adjust",
            "grant", "score", "freeze", "unfreeze", "leave", "opening", "transfer", "merge", "subscribe", "cancel-plan",
            "keep-plan", "pause-plan", "resume-plan", "change-plan", "agree-to-price", "take-offer", "report-income",
            "payment-settled", "payment-failed", "payment-reversed", "use", "cancel-use", "grant-benefit",
            "revoke-benefit", "claim", "cancel-claim", "claim-activated", "claim-failed", "choose",
            "prolong-plan", "give-plan", "cancel-gift", "offer-seat", "remove-seat", "accept-seat", "give-up-seat",
            "claim-coupon", "grant-coupon", "reserve-coupons", "redeem-coupons", "release-coupons", "refund-coupons",
            "revoke-coupon", "extend-coupon", "hand-on-coupon");

    private Verbs() {}
}
