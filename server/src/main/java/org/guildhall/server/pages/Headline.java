package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.figures.Year;
import org.guildhall.server.pages.ProgrammePages.Figure;
import org.guildhall.server.shown.Statement;

/** The figures that people look for first. */
final class Headline {
    private Headline() {}

    static List<Figure> of(Terms terms, Reading reading, Totals totals) {
        Words words = reading.words();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(words.say("members"), words.number(totals.members()),
                terms.plans().isEmpty() ? "#tiers" : "#plans",
                words.say("guests.beside", words.number(totals.of("guests")))));
        if (!terms.plans().isEmpty()) {
            plans(terms, words, totals, figures);
        }
        ProgrammePages.spendable(terms).forEach(currency -> points(currency, reading, totals, figures));
        return List.copyOf(figures);
    }

    /** Since the programme began; the figures of twelve months stand below. */
    private static void plans(Terms terms, Words words, Totals totals, List<Figure> figures) {
        figures.add(new Figure(words.say("plans.subscribers"), words.number(totals.of("subscribers")), "#plans",
                words.say("plans.trials.beside", words.number(totals.plans(terms, "trial")))));
        long fees = totals.plans(terms, "fees");
        figures.add(new Figure(words.say("plans.fees"), Statement.amount(fees, terms.moneyDigits()), "#plans",
                words.say("plans.terms.beside", words.number(totals.plans(terms, "terms")))));
        figures.add(new Figure(words.say("plans.worth"), Statement.amount(totals.benefits(terms, "worth"),
                terms.moneyDigits()), "#benefits",
                words.say("plans.worth.beside",
                        YearView.times(Year.ratio(totals.benefits(terms, "worth"), fees), 2, words))));
    }

    private static void points(PointCurrency currency, Reading reading, Totals totals, List<Figure> figures) {
        String name = currency.name();
        String ledger = "#ledger-" + name;
        Words words = reading.words();
        figures.add(new Figure(words.say("available.of", reading.names().currency(name)),
                reading.amount(totals.of(name, Account.AVAILABLE), name), ledger,
                words.say("pending.beside", reading.amount(totals.of(name, Account.PENDING), name))));
        figures.add(new Figure(words.say("spent.of", reading.names().currency(name)),
                reading.amount(totals.of(name, Account.SPENT), name), ledger,
                words.say("issued.beside", reading.amount(totals.of(name, Account.ISSUED), name))));
        figures.add(new Figure(words.say("expired.of", reading.names().currency(name)),
                reading.amount(totals.of(name, Account.EXPIRED), name), ledger,
                words.say("owed.beside", reading.amount(totals.of(name, Account.OWED), name))));
    }
}
