package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** Coupons of a member as JSON: money is decimals in text, moments are in UTC, null for never. */
public final class CouponsJson {
    private static final String RESERVED = "reserved";
    private static final String REDEEMED = "redeemed";

    private final Terms terms;
    private final Names names;

    /** @param language of what coupons are called */
    public CouponsJson(Catalogue programme, Locale language) {
        terms = programme.latest();
        names = new Names(terms, programme.offers(), language);
    }

    /** In the order in which they came. */
    public List<Map<String, @Nullable Object>> of(MemberView view) {
        return view.coupons().stream().map(this::coupon).toList();
    }

    private Map<String, @Nullable Object> coupon(CouponView one) {
        boolean ofOrder = one.state().equals(RESERVED) || one.state().equals(REDEEMED);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", one.number());
        json.put("coupon", one.coupon());
        json.put("name", names.coupon(one.coupon()));
        json.put("offer", one.offer());
        json.put("version", one.version());
        json.put("id", one.id().isEmpty() ? null : one.id());
        json.put("state", one.state());
        json.put("count", one.many());
        json.put("from", MemberJson.moment(one.from()));
        json.put("until", MemberJson.moment(one.until()));
        json.put("order", ofOrder ? one.order() : null);
        json.put("reserved-until", one.state().equals(RESERVED) ? MemberJson.moment(one.dueAt()) : null);
        json.put("refundable-until", one.state().equals(REDEEMED) ? MemberJson.moment(one.dueAt()) : null);
        json.put("basis", ofOrder ? money(one.basis()) : null);
        json.put("off", ofOrder ? money(one.off()) : null);
        json.put("money", terms.money());
        return json;
    }

    private String money(long minor) {
        return MemberJson.decimal(minor, terms.moneyDigits());
    }
}
