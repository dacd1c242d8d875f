package org.guildhall.server.shown;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Refusal;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;

/** The facts of refusals as people read them: dates in the programme's zone, amounts with their point. */
public final class FactWords {
    private final Terms terms;
    private final DateTimeFormatter moments;

    public FactWords(Terms terms) {
        this.terms = terms;
        this.moments =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(terms.calendar().zone());
    }

    /** All facts of a refusal: {@code needed 12.50 points, available 3.00 points}. */
    public String of(Refusal refusal) {
        List<String> words = new ArrayList<>();
        refusal.facts().forEach((name, fact) -> words.add(name + " " + of(fact)));
        return String.join(", ", words);
    }

    private String of(Fact fact) {
        return switch (fact) {
            case Fact.Text text -> text.text();
            case Fact.Flag flag -> flag.is() ? "yes" : "no";
            case Fact.Whole whole -> Long.toString(whole.number());
            case Fact.Moment moment ->
                    moment.moment() == Long.MAX_VALUE ? "never" : moments.format(Instant.ofEpochMilli(moment.moment()));
            case Fact.Span span -> span.millis() / 1000 + " seconds";
            case Fact.Points points -> scaled(points.amount(), scale(points)) + " " + points.currency();
            case Fact.Money money -> scaled(money.minor(), terms.moneyDigits()) + " " + terms.money();
        };
    }

    private int scale(Fact.Points points) {
        PointCurrency currency = terms.currency(points.currency());
        return currency == null ? 0 : currency.scale();
    }

    private static String scaled(long amount, int scale) {
        return BigDecimal.valueOf(amount, scale).toPlainString();
    }
}
