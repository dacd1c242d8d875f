package org.guildhall.server.pages;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.server.http.ProblemException;
import org.guildhall.server.http.Visit;
import org.jspecify.annotations.Nullable;

/** A stretch of a statement, the newest items first. @param more where the next stretch is; null at the end */
record StatementPart(Words words, List<Item> items, @Nullable String more) {
    private static final int LENGTH = 20;

    /**
     * Which items are wanted: all, those that concern a lot, or those that moved something into or out of an account.
     *
     * @param query as links say it
     */
    record Wanted(String query, Predicate<EntryView> test, @Nullable String currency, @Nullable String what) {
        /** What a member would miss. */
        static final Wanted MATTERS = new Wanted("", Item::matters, null, null);
        static final Wanted ALL = new Wanted("", entry -> true, null, null);

        static Wanted of(Visit visit, Reading reading) {
            String currency = said(visit, "currency", "[a-z0-9-]+");
            String lot = said(visit, "lot", "[0-9]{1,18}");
            if (currency.isEmpty()) {
                return ALL;
            }
            if (!lot.isEmpty()) {
                return ofLot(currency, Long.parseLong(lot), reading.words());
            }
            String word = said(visit, "account", "[a-z]+");
            return Stream.of(Account.values())
                    .filter(account -> account.word().equals(word))
                    .findFirst()
                    .map(account -> ofAccount(currency, account, reading))
                    .orElse(ALL);
        }

        private static String said(Visit visit, String name, String form) {
            return visit.parts().query(name).filter(text -> text.matches(form)).orElse("");
        }

        private static Wanted ofLot(String currency, long lot, Words words) {
            return new Wanted("currency=" + currency + "&lot=" + lot + "&", any(currency,
                    line -> Long.valueOf(lot).equals(line.facts().get("lot"))), currency, words.say("lot", lot));
        }

        private static Wanted ofAccount(String currency, Account which, Reading reading) {
            String account = which.word();
            return new Wanted("currency=" + currency + "&account=" + account + "&", any(currency,
                    line -> account.equals(line.facts().get("from")) || account.equals(line.facts().get("to"))
                            || line.what().equals("lot opened") && opens(line, account)),
                    currency, reading.account(which));
        }

        private static boolean opens(EntryView.Line line, String account) {
            return account.equals(Boolean.TRUE.equals(line.facts().get("pending")) ? "pending" : "available");
        }

        private static Predicate<EntryView> any(String currency, Predicate<EntryView.Line> test) {
            return entry -> entry.lines()
                    .stream()
                    .anyMatch(line -> currency.equals(line.facts().get("currency")) && test.test(line));
        }
    }

    /** @param path where the statement is found */
    static StatementPart of(
            People people, EntityName name, Catalogue programme, Words words, String path, Wanted wanted, long before) {
        People.Entries found = people.entries(name, wanted.test(), before, LENGTH);
        List<Item> items =
                found.entries().stream().map(entry -> Item.of(entry, programme, words, path)).toList();
        return new StatementPart(words, items,
                found.more() ? path + "?" + wanted.query() + "before=" + items.getLast().version() : null);
    }

    /** The version before which a stretch begins. */
    static long before(Visit visit) {
        String text = visit.parts().query("before").orElse("");
        if (!text.isEmpty() && !text.matches("[0-9]{1,18}")) {
            throw new ProblemException(400, "malformed", "found before=" + text + ", expected a version");
        }
        return text.isEmpty() ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
