package org.guildhall.core.language;

import static org.guildhall.core.language.Language.MEASURES;
import static org.guildhall.core.language.Language.SERIES_PLAN;
import static org.guildhall.core.language.Language.SERIES_VALUES;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.guildhall.core.terms.ReportedSeries;
import org.guildhall.core.terms.ReportedSeries.Measures;
import org.guildhall.core.terms.ReportedSeries.Value;

/** Reads {@code series}. */
final class SeriesReader {
    private final Draft draft;

    SeriesReader(Draft draft) {
        this.draft = draft;
    }

    List<ReportedSeries> read() {
        List<ReportedSeries> series = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.SERIES)) {
            if (entry.value() != null) {
                series.add(series(entry.name(), entry.value()));
            }
        }
        return List.copyOf(series);
    }

    private ReportedSeries series(String name, Parts parts) {
        Measures measures = parts.or(MEASURES, Measures.MARKET);
        boolean market = measures == Measures.MARKET;
        if (market) {
            parts.refuse(SERIES_PLAN, "a market is not that of one plan");
        } else {
            parts.require(SERIES_PLAN, "annual");
        }
        List<Value> values = new ArrayList<>();
        for (Named.Entry<Words.Amount> entry : parts.or(SERIES_VALUES, List.of())) {
            Words.Amount amount = entry.value();
            if (amount != null && Words.isDate(entry.name())) {
                values.add(new Value(LocalDate.parse(entry.name()), draft.scaled(amount,
                        market ? 0 : draft.reading.moneyDigits(), market ? "a number of people" : "money")));
            }
        }
        values.sort(Comparator.comparing(Value::from));
        return new ReportedSeries(name, parts.or(Language.SERIES_NAMES, Draft.NO_TEXTS), measures,
                parts.or(SERIES_PLAN, 0), parts.or(Language.SOURCE, Draft.NO_TEXTS), values);
    }
}
