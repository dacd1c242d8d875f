package org.guildhall.testkit.scenario;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusals;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.request.Keys;
import org.guildhall.core.request.Moments;
import org.guildhall.core.stock.StockRefusal;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** Facts of refusals and entries, in the units in which people read them. */
final class Facts {
    /** The facts of every refusal, by its code. */
    static final Map<String, List<String>> OF_REFUSALS = refusals();

    private static final Set<String> MOMENTS =
            Set.of("at", "received", "since", "expires", "until", "from", "pay-until", "retry-at", "resumes", "due",
                    "renews");
    private static final Set<String> AMOUNTS = Set.of("amount", "left", "measure", "price", "agreed");
    private static final Set<String> MONEY =
            Set.of("worth", "cost", "credit", "fee", "used-worth", "renewal-due", "income");

    private Facts() {}

    private static Map<String, List<String>> refusals() {
        Map<String, List<String>> refusals = new LinkedHashMap<>();
        Stream.of(StockRefusal.class, MemberRefusal.class)
                .flatMap(all -> Stream.of(all.getPermittedSubclasses()))
                .forEach(kind -> {
                    refusals.put(Refusals.code(kind), Arrays.stream(kind.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
                });
        return refusals;
    }

    /** A fact of a refusal as people read it. */
    static String text(Fact fact, Terms terms) {
        return switch (fact) {
            case Fact.Text text -> text.text();
            case Fact.Flag flag -> Boolean.toString(flag.is());
            case Fact.Whole whole -> Long.toString(whole.number());
            case Fact.Moment moment -> Moments.text(moment.moment(), terms.calendar());
            case Fact.Span span -> Long.toString(span.millis());
            case Fact.Points points -> {
                PointCurrency known = terms.currency(points.currency());
                yield Keys.amount(points.amount(), known == null ? 0 : known.scale());
            }
            case Fact.Money money -> Keys.amount(money.minor(), terms.moneyDigits());
        };
    }

    /**
     * A fact of an entry as people read it.
     *
     * @param inMoney whether an amount without a currency beside it is money
     */
    static String text(String name, Map<String, Object> facts, Terms terms, boolean inMoney) {
        Object value = facts.get(name);
        if (!(value instanceof Long number)) {
            return String.valueOf(value);
        }
        if (MOMENTS.contains(name) || (name.equals("to") && number > 1_000_000_000L)) {
            return Moments.text(number, terms.calendar());
        }
        if (MONEY.contains(name)) {
            return Keys.amount(number, terms.moneyDigits());
        }
        if (!AMOUNTS.contains(name)) {
            return number.toString();
        }
        if (facts.get("currency") instanceof String currency) {
            PointCurrency known = terms.currency(currency);
            return Keys.amount(number, known == null ? 0 : known.scale());
        }
        return inMoney || "money".equals(facts.get("unit")) ? Keys.amount(number, terms.moneyDigits())
                : number.toString();
    }

    /** Whether a fact is what was expected: the same number, or the same text, a day alone being its first moment. */
    static boolean agree(String expected, String found) {
        if (expected.equals(found) || (expected + " 00:00").equals(found)) {
            return true;
        }
        try {
            return new BigDecimal(expected).compareTo(new BigDecimal(found)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
