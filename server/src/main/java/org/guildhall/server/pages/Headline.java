package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.member.Account;
import org.guildhall.core.terms.PointCurrency;
import org.guildhall.core.terms.Terms;
import org.guildhall.server.pages.ProgrammePages.Figure;

/** The figures that people look for first. */
final class Headline {
    private Headline() {}

    static List<Figure> of(Terms terms, Names names, Totals totals) {
        Words words = names.words();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(words.say("members"), words.number(totals.members()), "#tiers",
                words.say("guests.beside", words.number(totals.of("guests")))));
        ProgrammePages.spendable(terms).forEach(currency -> points(currency, names, totals, figures));
        return List.copyOf(figures);
    }

    private static void points(PointCurrency currency, Names names, Totals totals, List<Figure> figures) {
        String name = currency.name();
        String ledger = "#ledger-" + name;
        Words words = names.words();
        figures.add(new Figure(words.say("available.of", names.currency(name)),
                names.amount(totals.of(name, Account.AVAILABLE), name), ledger,
                words.say("pending.beside", names.amount(totals.of(name, Account.PENDING), name))));
        figures.add(new Figure(words.say("spent.of", names.currency(name)),
                names.amount(totals.of(name, Account.SPENT), name), ledger,
                words.say("issued.beside", names.amount(totals.of(name, Account.ISSUED), name))));
        figures.add(new Figure(words.say("expired.of", names.currency(name)),
                names.amount(totals.of(name, Account.EXPIRED), name), ledger,
                words.say("owed.beside", names.amount(totals.of(name, Account.OWED), name))));
    }
}
