package org.guildhall.server.shown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.member.MemberView.SourceView;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of a benefit as JSON. Amounts are decimals in text: money, uses or minutes; null for no end, and where
 * nothing is counted. Moments are in UTC, null for never.
 */
public record BenefitJson(Terms terms) {
    private static final Set<String> COUNTED = Set.of("allowance", "exchange", "partner");

    /** A benefit that the member asked for. */
    public static Map<String, @Nullable Object> claim(ClaimView view) {
        boolean held = view.state().equals("held") || view.state().equals("active");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("claim", view.id());
        json.put("benefit", view.benefit());
        json.put("state", view.state());
        json.put("since", MemberJson.moment(view.since()));
        json.put("until", MemberJson.moment(view.until()));
        json.put("left", held && view.left() > 0 ? view.left() : null);
        json.put("code", view.code().isEmpty() ? null : view.code());
        json.put("account", view.account().isEmpty() ? null : view.account());
        json.put("cancellable-until",
                view.cancellableUntil() > view.since() ? MemberJson.moment(view.cancellableUntil()) : null);
        return json;
    }

    public Map<String, @Nullable Object> of(BenefitView view) {
        boolean counted = COUNTED.contains(view.kind());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("benefit", view.benefit());
        json.put("kind", view.kind());
        json.put("has", view.has());
        json.put("value", view.value());
        json.put("unit", counted ? view.unit() : null);
        json.put("limit", counted ? amount(view, view.limit()) : null);
        json.put("used", counted ? amount(view, view.used()) : null);
        json.put("left", counted ? amount(view, view.left()) : null);
        json.put("again", MemberJson.moment(view.renewsAt()));
        json.put("by", by(view));
        json.put("sources", view.sources().stream().map(BenefitJson::source).toList());
        json.put("ever", amount(view, view.ever()));
        json.put("worth", MemberJson.decimal(view.worth(), terms.moneyDigits()));
        json.put("money", terms.money());
        return json;
    }

    /** What sort of thing gives it: one, {@code several}, or null for none. */
    private static @Nullable String by(BenefitView view) {
        String by = null;
        for (SourceView source : view.sources()) {
            by = by == null || by.equals(source.by()) ? source.by() : "several";
        }
        return by;
    }

    private static Map<String, @Nullable Object> source(SourceView source) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", source.by());
        json.put("name", source.name().isEmpty() ? null : source.name());
        json.put("value", source.value());
        json.put("from", MemberJson.moment(source.from()));
        json.put("until", MemberJson.moment(source.until()));
        json.put("counts", source.counts());
        return json;
    }

    private @Nullable String amount(BenefitView view, long amount) {
        return amount == Long.MAX_VALUE ? null
                : MemberJson.decimal(amount, view.unit().equals("money") ? terms.moneyDigits() : 0);
    }
}
