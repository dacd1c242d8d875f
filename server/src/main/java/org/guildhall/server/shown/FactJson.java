package org.guildhall.server.shown;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.jspecify.annotations.Nullable;

/** The facts of a refusal as JSON: amounts are decimals in text, with what they count; moments are in UTC, null for never. */
public final class FactJson {
    private FactJson() {}

    /** By name, in the order of the refusal. */
    public static Map<String, @Nullable Object> of(Refusal refusal, Terms terms) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        refusal.facts().forEach((name, fact) -> json.put(name, of(fact, terms)));
        return json;
    }

    private static @Nullable Object of(Fact fact, Terms terms) {
        return switch (fact) {
            case Fact.Text text -> text.text();
            case Fact.Flag flag -> flag.is();
            case Fact.Whole whole -> whole.number();
            case Fact.Moment moment -> MemberJson.moment(moment.moment());
            case Fact.Span span -> Duration.ofMillis(span.millis()).toString();
            case Fact.Points points -> {
                PointCurrency currency = terms.currency(points.currency());
                yield amount(points.amount(), currency == null ? 0 : currency.scale(), points.currency());
            }
            case Fact.Money money -> amount(money.minor(), terms.moneyDigits(), terms.money());
        };
    }

    private static Map<String, Object> amount(long amount, int scale, String of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("amount", MemberJson.decimal(amount, scale));
        json.put("currency", of);
        return json;
    }
}
