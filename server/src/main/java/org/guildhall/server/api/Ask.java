package org.guildhall.server.api;

import java.util.List;
import java.util.stream.Stream;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.access.Permission;

/**
 * What can be asked of a member, or a stock: the end of the path, and the verb of the language for it.
 *
 * @param verb empty where the body names it
 * @param action as the audit trail has it; empty where it is not recorded
 */
record Ask(String resource, String verb, Form form, Permission permission, String action) {
    /** How the body says it, beside {@code id} and {@code at}. */
    enum Form {
        /** Under one key, which is the name of a kind of activity. */
        ACTIVITY,
        /** The member's fields under {@code fields}. */
        FIELDS,
        /** By the keys of the verb. */
        PLAIN,
        /** By the keys of the verb, but for the one whose value the path names. */
        NAMED,
        /** By the keys of a verb of stocks. */
        STOCK,
        /** By the keys of a verb of offers, of which the path names one. */
        OFFER
    }

    static final Ask ACTIVITY = new Ask("activities", "", Form.ACTIVITY, Permission.RECORD, "");

    /** Not in {@link #ALL}: it is asked with DELETE. */
    static final Ask ERASURE = new Ask("", "leave", Form.PLAIN, Permission.OPERATE, "erased");

    static final List<Ask> ALL = List.of(
            ACTIVITY,
            new Ask("joins", "joins", Form.FIELDS, Permission.RECORD, ""),
            new Ask("descriptions", "describes", Form.FIELDS, Permission.RECORD, ""),
            new Ask("reversals", "reverse", Form.PLAIN, Permission.RECORD, ""),
            new Ask("departures", "leave", Form.PLAIN, Permission.RECORD, ""),
            new Ask("subscriptions", "subscribe", Form.PLAIN, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/cancellations", "cancel-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/continuations", "keep-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/pauses", "pause-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/resumptions", "resume-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/changes", "change-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/choices", "choose", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/consents", "agree-to-price", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/stays", "take-offer", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/prolongations", "prolong-plan", Form.NAMED, Permission.RECORD, ""),
            new Ask("gifts", "give-plan", Form.PLAIN, Permission.RECORD, ""),
            new Ask("gifts/cancellations", "cancel-gift", Form.PLAIN, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/incomes", "report-income", Form.NAMED, Permission.RECORD, ""),
            new Ask("subscriptions/{plan}/seats", "offer-seat", Form.NAMED, Permission.SPEND, ""),
            new Ask("subscriptions/{plan}/acceptances", "accept-seat", Form.NAMED, Permission.SPEND, ""),
            new Ask("subscriptions/{plan}/releases", "give-up-seat", Form.NAMED, Permission.SPEND, ""),
            new Ask("seats/removals", "remove-seat", Form.PLAIN, Permission.SPEND, ""),
            new Ask("payments/settlements", "payment-settled", Form.PLAIN, Permission.RECORD, ""),
            new Ask("payments/failures", "payment-failed", Form.PLAIN, Permission.RECORD, ""),
            new Ask("payments/reversals", "payment-reversed", Form.PLAIN, Permission.RECORD, ""),
            new Ask("uses", "use", Form.PLAIN, Permission.RECORD, ""),
            new Ask("uses/cancellations", "cancel-use", Form.PLAIN, Permission.RECORD, ""),
            new Ask("claims", "claim", Form.PLAIN, Permission.SPEND, ""),
            new Ask("claims/cancellations", "cancel-claim", Form.PLAIN, Permission.SPEND, ""),
            new Ask("claims/activations", "claim-activated", Form.PLAIN, Permission.RECORD, ""),
            new Ask("claims/failures", "claim-failed", Form.PLAIN, Permission.RECORD, ""),
            new Ask("coupons/claims", "claim-coupon", Form.PLAIN, Permission.SPEND, ""),
            new Ask("coupons/grants", "grant-coupon", Form.PLAIN, Permission.GRANT, "coupon-granted"),
            new Ask("coupons/reservations", "reserve-coupons", Form.PLAIN, Permission.RECORD, ""),
            new Ask("coupons/redemptions", "redeem-coupons", Form.PLAIN, Permission.RECORD, ""),
            new Ask("coupons/releases", "release-coupons", Form.PLAIN, Permission.RECORD, ""),
            new Ask("coupons/refunds", "refund-coupons", Form.PLAIN, Permission.RECORD, ""),
            new Ask("coupons/revocations", "revoke-coupon", Form.PLAIN, Permission.OPERATE, "coupon-revoked"),
            new Ask("coupons/extensions", "extend-coupon", Form.PLAIN, Permission.OPERATE, "coupon-extended"),
            new Ask("coupons/transfers", "hand-on-coupon", Form.PLAIN, Permission.SPEND, ""),
            new Ask("coupons/moves", "hand-on-coupon", Form.PLAIN, Permission.GRANT, "coupon-moved"),
            new Ask("spends", "spend", Form.PLAIN, Permission.SPEND, ""),
            new Ask("cancellations", "cancel-spend", Form.PLAIN, Permission.SPEND, ""),
            new Ask("transfers", "transfer", Form.PLAIN, Permission.SPEND, ""),
            new Ask("adjustments", "adjust", Form.PLAIN, Permission.OPERATE, "adjusted"),
            new Ask("grants", "grant", Form.PLAIN, Permission.OPERATE, "granted"),
            new Ask("benefits/{benefit}/grants", "grant-benefit", Form.NAMED, Permission.OPERATE, "benefit-granted"),
            new Ask("benefits/{benefit}/revocations", "revoke-benefit", Form.NAMED, Permission.OPERATE,
                    "benefit-revoked"),
            new Ask("scores", "score", Form.PLAIN, Permission.OPERATE, "scored"),
            new Ask("freezes", "freeze", Form.PLAIN, Permission.OPERATE, "frozen"),
            new Ask("unfreezes", "unfreeze", Form.PLAIN, Permission.OPERATE, "unfrozen"),
            new Ask("merges", "merge", Form.PLAIN, Permission.OPERATE, "merged"),
            new Ask("openings", "opening", Form.PLAIN, Permission.OPERATE, "opened"));

    /** What can be asked of a stock. */
    static final List<Ask> OF_STOCKS = List.of(
            new Ask("pieces", "add-pieces", Form.STOCK, Permission.OPERATE, "stock-added"),
            new Ask("codes", "add-codes", Form.STOCK, Permission.OPERATE, "stock-added"),
            new Ask("withdrawals", "withdraw", Form.STOCK, Permission.OPERATE, "stock-withdrawn"));

    /** What can be asked of an offer, besides what is said of it. */
    static final Ask CODES = new Ask("codes", "make-codes", Form.OFFER, Permission.OPERATE, "codes-made");

    private static final List<String> OF_PLANS = verbs("subscriptions", "payments");
    private static final List<String> OF_USES = verbs("uses", "claims");
    private static final List<String> OF_COUPONS = verbs("coupons");

    /** What a line of many may say beside an activity, by its verb: what the terms have something for and who may record may tell. */
    static Stream<String> ofLines(Terms terms) {
        return Stream.of(terms.plans().isEmpty() ? List.<String>of() : OF_PLANS,
                terms.benefits().isEmpty() ? List.<String>of() : OF_USES,
                terms.offers() == null ? List.<String>of() : OF_COUPONS).flatMap(List::stream);
    }

    private static List<String> verbs(String... beginnings) {
        return ALL.stream()
                .filter(ask -> ask.permission == Permission.RECORD)
                .filter(ask -> Stream.of(beginnings).anyMatch(ask.resource::startsWith))
                .map(Ask::verb)
                .toList();
    }

    /** The key whose value the path names; empty for none. */
    String named() {
        if (form == Form.OFFER) {
            return "offer";
        }
        return form == Form.NAMED ? resource.replaceFirst(".*\\{", "").replaceFirst("}.*", "") : "";
    }

    /** Whether it may be the first that is heard of somebody. */
    boolean mayBeFirst() {
        return form == Form.ACTIVITY || verb.equals("joins") || verb.equals("opening") || verb.equals("subscribe")
                || verb.equals("give-plan");
    }

    /** Whether whom the body names may be somebody of whom nothing was heard yet. */
    boolean othersMayBeFirst() {
        return verb.equals("give-plan");
    }

    Origin origin() {
        return permission == Permission.OPERATE || permission == Permission.GRANT ? Origin.OPERATOR : Origin.API;
    }
}
