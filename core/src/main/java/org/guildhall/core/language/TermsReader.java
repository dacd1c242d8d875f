package org.guildhall.core.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.terms.Country;
import org.guildhall.core.terms.EarningRule;
import org.guildhall.core.terms.Joins;
import org.guildhall.core.terms.Ladder;
import org.guildhall.core.terms.OfferRules;
import org.guildhall.core.terms.Plan;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Stock;
import org.guildhall.core.terms.Symbols;
import org.guildhall.core.terms.Terms;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.guildhall.core.time.ZoneCalendar;
import org.jspecify.annotations.Nullable;

/** Reads a file of terms: gives the terms, or everything that is wrong in it. Safe for many threads. */
public final class TermsReader {
    private TermsReader() {}

    /** What reading gives. */
    public sealed interface Result {
        record Read(Terms terms) implements Result {}

        /** In the order of the file; at least one. */
        record Mistaken(List<Problem> problems) implements Result {
            public Mistaken {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads terms.
     *
     * @param fileName as it stands in front of each problem
     * @param previous the terms that these follow: their numbers are kept, and what is permanent may not change; null
     *        for a programme's first
     */
    public static Result read(String fileName, String text, @Nullable Terms previous) {
        return read(fileName, text, previous, false);
    }

    private static Result read(String fileName, String text, @Nullable Terms previous, boolean published) {
        Problems problems = new Problems(fileName);
        Node.Block file = NodeReader.read(text, problems);
        if (file == null || isOffer(file, problems)) {
            return new Result.Mistaken(problems.all());
        }
        Reading reading =
                Reading.of(file, problems, previous == null ? Symbols.initial() : previous.symbols());
        if (published) {
            reading.published();
        }
        Parts parts = Language.TERMS.read(file, reading);
        Draft draft = new Draft(java.util.Objects.requireNonNull(parts), reading);
        Terms terms = terms(draft, text, previous);
        new CountryReader(draft).announced(previous, terms);
        if (previous != null) {
            new Permanence(previous, terms, parts, problems).check();
        }
        return problems.none() ? new Result.Read(terms) : new Result.Mistaken(problems.all());
    }

    /** Whether it is no file of terms but an offer, which is then the one mistake of it. */
    private static boolean isOffer(Node.Block file, Problems problems) {
        Node name = file.get(OfferLanguage.OFFER.name());
        if (name == null || file.get(Language.DATE_OF_TERMS.name()) != null) {
            return false;
        }
        problems.add(name.place(), "an offer",
                "terms; an offer is read with the folder of its programme, in whose offers/ it is", null);
        return true;
    }

    /** Terms that were found without mistakes when they were published; an engine compiles them so. */
    public static Terms published(String text, @Nullable Terms previous) {
        return switch (read("published terms", text, previous, true)) {
            case Result.Read read -> read.terms();
            case Result.Mistaken mistaken -> throw new IllegalStateException(
                    "expected published terms without mistakes, but found " + mistaken.problems().getFirst());
        };
    }

    /** The terms; what was missing or wrong is stood in for, and these are then thrown away. */
    private static Terms terms(Draft draft, String text, @Nullable Terms previous) {
        Parts file = draft.file;
        Parts members = file.get(Language.MEMBERS);
        if (members != null) {
            draft.memberFields.addAll(new FieldsReader(draft.reading)
                    .read(members.or(Language.MEMBER_FIELDS, List.of()), FieldsReader.Where.MEMBER));
            draft.personal.addAll(new PersonalReader(draft).read(members.or(Language.PERSONAL, List.of())));
        }
        List<Terms.Score> scores = scores(draft, members);
        draft.scores.addAll(scores);
        new KindsReader(draft).read();
        List<PointCurrency> currencies = new CurrenciesReader(draft).read();
        List<Ladder> ladders = new LaddersReader(draft, currencies).read();
        Country country = new CountryReader(draft).read();
        RulesReader earning = new RulesReader(draft, currencies);
        List<EarningRule> rules = earning.read();
        List<Stock> stocks = stocks(draft);
        List<Plan> plans = new PlansReader(draft, country).read();
        List<Benefit> benefits = new BenefitsReader(draft, currencies, stocks).read();
        new ChoicesCheck(draft, plans, benefits).check();
        earning.check(benefits);
        return new Terms(file.or(Language.PROGRAMME, ""), file.or(Language.DATE_OF_TERMS, LocalDate.EPOCH),
                file.or(Language.PROGRAMME_NAMES, Draft.NO_TEXTS), file.or(Language.FOR, Draft.NO_TEXTS),
                file.or(Language.PROMISE, Draft.NO_TEXTS), file.or(Language.MONEY_CODE, ""),
                draft.reading.moneyDigits(),
                new ZoneCalendar(draft.zone()),
                country, file.get(Language.ANNOUNCED),
                file.or(Language.JOINS, new Joins.Explicit()), List.copyOf(draft.memberFields),
                List.copyOf(draft.personal),
                scores,
                file.or(Language.DAILY_TOTALS, new Period(1, PeriodUnit.DAYS)), List.copyOf(draft.kinds.values()),
                currencies, rules, ladders, plans, benefits, stocks, offers(draft),
                new ChangesReader(draft, previous).read(text), new SeriesReader(draft).read(),
                draft.reading.symbols(), text);
    }

    private static @Nullable OfferRules offers(Draft draft) {
        Parts parts = draft.file.get(Language.OFFERS);
        if (parts == null) {
            return null;
        }
        Words.Amount mostOff = parts.get(Language.MOST_OFF);
        if (mostOff != null && mostOff.value().signum() == 0) {
            draft.problems.wrong(mostOff.text(), "an amount above 0", null);
        }
        List<String> payers = parts.or(Language.PAYERS, List.of());
        payers.forEach(payer -> draft.reading.number("payer", payer));
        return new OfferRules(mostOff == null ? 1 : draft.scaled(mostOff, draft.reading.moneyDigits(), "money"),
                parts.or(Language.MOST_HELD, 1), payers);
    }

    private static List<Stock> stocks(Draft draft) {
        List<Stock> stocks = new ArrayList<>();
        for (Named.Entry<Parts> entry : draft.entries(Language.STOCKS)) {
            Parts parts = entry.value();
            if (parts != null) {
                Integer reorderAt = parts.get(Language.REORDER_AT);
                stocks.add(new Stock(draft.reading.number("stock", entry.name()), entry.name(),
                        parts.or(Language.STOCK_NAMES, Draft.NO_TEXTS), entry.place().line(),
                        parts.or(Language.HOLDS, false), reorderAt == null ? Stock.NEVER : reorderAt));
            }
        }
        return List.copyOf(stocks);
    }

    private static List<Terms.Score> scores(Draft draft, @Nullable Parts members) {
        List<Named.Entry<Parts>> scores = members == null ? null : members.get(Language.SCORES);
        return scores == null
                ? List.of()
                : scores.stream()
                        .map(entry -> new Terms.Score(draft.reading.number("field", entry.name()), entry.name(),
                                entry.value() == null
                                        ? Draft.NO_TEXTS
                                        : entry.value().or(Language.SCORE_NAMES, Draft.NO_TEXTS)))
                        .toList();
    }
}
