package org.guildhall.server.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.guildhall.core.member.MemberView.BenefitView;
import org.guildhall.core.member.MemberView.ChoiceView;
import org.guildhall.core.member.MemberView.ClaimView;
import org.guildhall.core.member.MemberView.ServiceView;
import org.guildhall.core.member.MemberView.SourceView;
import org.guildhall.core.member.MemberView.WarrantyView;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of a benefit as JSON, told as it is written, since others wait for it. Amounts are decimals in text: money,
 * uses or minutes; null for no end, and where nothing is counted. Moments are in UTC, null for never.
 */
public record BenefitJson(Terms terms) {
    private static final Set<String> COUNTED = Set.of("allowance", "exchange", "partner");

    /** A benefit that the member asked for. */
    public static Json.Told claim(ClaimView view) {
        boolean held = view.state().equals("held") || view.state().equals("active");
        return json -> {
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
        };
    }

    public Json.Told of(BenefitView view) {
        boolean counted = COUNTED.contains(view.kind());
        return json -> {
            json.put("benefit", view.benefit());
            json.put("kind", view.kind());
            json.put("has", view.has());
            json.put("value", view.value());
            json.put("unit", counted ? view.unit() : null);
            json.put("limit", counted ? amount(view, view.limit()) : null);
            json.put("used", counted ? amount(view, view.used()) : null);
            json.put("left", counted ? amount(view, view.left()) : null);
            json.put("carried", view.carried() == 0 ? null : amount(view, view.carried()));
            json.put("again", MemberJson.moment(view.renewsAt()));
            json.put("by", by(view));
            json.put("sources", each(view.sources(), BenefitJson::source));
            json.put("ever", amount(view, view.ever()));
            json.put("worth", MemberJson.decimal(view.worth(), terms.moneyDigits()));
            json.put("money", terms.money());
            json.put("order-from", view.from() == 0 ? null : MemberJson.decimal(view.from(), terms.moneyDigits()));
            json.put("missing", view.missing() == 0 ? null : MemberJson.decimal(view.missing(), terms.moneyDigits()));
            json.put("choice", view.choice() == null ? null : choice(view.choice()));
            json.put("service", view.service() == null ? null : service(view.service()));
            json.put("warranties", each(view.warranties(), BenefitJson::warranty));
        };
    }

    private static <T> List<Json.Told> each(List<T> all, Function<T, Json.Told> json) {
        List<Json.Told> told = new ArrayList<>(all.size());
        for (T one : all) {
            told.add(json.apply(one));
        }
        return told;
    }

    private static Json.Told choice(ChoiceView choice) {
        return json -> {
            json.put("plan", choice.plan());
            json.put("choice", choice.choice());
            json.put("chosen", choice.chosen());
            json.put("until", MemberJson.moment(choice.until()));
        };
    }

    private static Json.Told service(ServiceView service) {
        return json -> {
            json.put("level", service.level());
            json.put("answered-within", service.answered().toString());
            json.put("promise", Map.of("zh", service.promise().zh(), "en", service.promise().en()));
        };
    }

    private static Json.Told warranty(WarrantyView warranty) {
        return json -> {
            json.put("order", warranty.order());
            json.put("given-by", warranty.source().isEmpty() ? null : warranty.source());
            json.put("from", MemberJson.moment(warranty.from()));
            json.put("until", MemberJson.moment(warranty.until()));
            json.put("claims", warranty.claims());
            json.put("products", warranty.products());
        };
    }

    /** What sort of thing gives it: one, {@code several}, or null for none. */
    private static @Nullable String by(BenefitView view) {
        String by = null;
        for (SourceView source : view.sources()) {
            by = by == null || by.equals(source.by()) ? source.by() : "several";
        }
        return by;
    }

    private static Json.Told source(SourceView source) {
        return json -> {
            json.put("by", source.by());
            json.put("name", source.name().isEmpty() ? null : source.name());
            json.put("value", source.value());
            json.put("from", MemberJson.moment(source.from()));
            json.put("until", MemberJson.moment(source.until()));
            json.put("counts", source.counts());
        };
    }

    private @Nullable String amount(BenefitView view, long amount) {
        return amount == Long.MAX_VALUE ? null
                : MemberJson.decimal(amount, view.unit().equals("money") ? terms.moneyDigits() : 0);
    }
}
