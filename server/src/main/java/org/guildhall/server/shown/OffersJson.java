package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Limit;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Offer.Budget;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.terms.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Offers as JSON, for the API and {@code guildhall offers --json}: how they stand, what became of their coupons, and what is left of their
 * budgets. Money is decimals in text, moments are in UTC.
 *
 * @param totals of the programme, by name
 * @param moment as of which they are shown, epoch milliseconds
 */
public record OffersJson(Catalogue programme, Map<String, Long> totals, long moment) {
    private static final List<String> COUNTS =
            List.of("granted", "live", "reserved", "redeemed", "expired", "revoked");

    /** @param taken of its budgets */
    public Map<String, @Nullable Object> of(Offers.Published offer, BudgetView taken) {
        Offer now = offer.at(moment);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("offer", now.name());
        json.put("names", texts(now.names()));
        json.put("state", offer.state(moment).word());
        json.put("from", MemberJson.moment(now.from()));
        json.put("until", MemberJson.moment(now.until()));
        json.put("version", now.version());
        json.put("versions", offer.versions().stream().map(OffersJson::version).toList());
        json.put("turns", offer.turns().stream().map(OffersJson::turn).toList());
        json.put("money", terms().money());
        json.put("coupons", now.coupons().stream().map(coupon -> coupon(coupon, taken)).toList());
        json.put("budgets", now.budgets().stream().map(budget -> budget(now, budget, taken)).toList());
        return json;
    }

    private Terms terms() {
        return programme.latest();
    }

    private static Map<String, Object> texts(Texts texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("zh", texts.zh());
        json.put("en", texts.en());
        return json;
    }

    private static Map<String, @Nullable Object> version(Offers.Dated dated) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", dated.offer().version());
        json.put("since", MemberJson.moment(dated.since()));
        json.put("from", MemberJson.moment(dated.offer().from()));
        json.put("until", MemberJson.moment(dated.offer().until()));
        return json;
    }

    private static Map<String, @Nullable Object> turn(Offers.Turn turn) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", MemberJson.moment(turn.at()));
        json.put("to", turn.life().name().toLowerCase(Locale.ROOT));
        json.put("reason", turn.reason());
        return json;
    }

    private Map<String, @Nullable Object> coupon(Coupon coupon, BudgetView budget) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("coupon", coupon.name());
        json.put("names", texts(coupon.names()));
        json.put("claimed", coupon.claims());
        json.put("given", coupon.given().word());
        json.put("codes",
                coupon.given() instanceof Coupon.Given.ByUniqueCode ? codes(budget.codes(coupon.number())) : null);
        json.put("claims", total(coupon, "claimed"));
        COUNTS.forEach(count -> json.put(count, total(coupon, count)));
        json.put("cost", money(total(coupon, "cost")));
        json.put("payers", coupon.payers().stream().map(payer -> payer(coupon, payer)).toList());
        return json;
    }

    private Map<String, @Nullable Object> payer(Coupon coupon, Benefit.Payer payer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("payer", payer.name());
        json.put("percent", payer.percent());
        json.put("cost", money(total(coupon, "cost." + payer.name())));
        return json;
    }

    private static Map<String, Long> codes(BudgetView.Codes codes) {
        Map<String, Long> json = new LinkedHashMap<>();
        json.put("made", codes.made());
        json.put("used", codes.used());
        return json;
    }

    private long total(Coupon coupon, String what) {
        return totals.getOrDefault("coupon." + coupon.name() + "." + what, 0L);
    }

    private Map<String, @Nullable Object> budget(Offer offer, Budget budget, BudgetView taken) {
        Coupon coupon = offer.coupon(budget.coupon());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("budget", budget.name());
        json.put("of", budget.of() == Offer.Of.MONEY ? "money" : "coupons");
        json.put("coupon", coupon == null ? null : coupon.name());
        json.put("payer", budget.payer() == 0 ? null : terms().symbols().name(budget.payer()));
        json.put("per", budget.per() instanceof Limit.Per.Calendar(var unit) ? "calendar " + unit.word() : "lifetime");
        json.put("again", again(budget));
        json.put("amount", amount(budget, budget.amount()));
        json.put("taken", amount(budget, taken(budget, taken)));
        json.put("left", amount(budget, left(budget, taken)));
        return json;
    }

    /** When its next stretch begins; null for never. */
    private @Nullable String again(Budget budget) {
        return budget.per() instanceof Limit.Per.Calendar(var unit)
                ? MemberJson.moment(terms().calendar().endOf(moment, unit))
                : null;
    }

    private long taken(Budget budget, BudgetView taken) {
        return taken.taken(budget.number(), BudgetMachine.period(terms().calendar(), budget, moment));
    }

    /** In the stretch of now; a version that gives less than was given has nothing left. */
    public long left(Budget budget, BudgetView taken) {
        return Math.max(0, budget.amount() - taken(budget, taken));
    }

    /** Coupons are counted one by one, money is in whole units: decimals in text. */
    public String amount(Budget budget, long amount) {
        return budget.of() == Offer.Of.MONEY ? money(amount) : Long.toString(amount);
    }

    private String money(long minor) {
        return MemberJson.decimal(minor, terms().moneyDigits());
    }
}
