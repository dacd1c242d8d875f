package org.guildhall.server.pages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.guildhall.server.http.Visit;

/** Which entries a statement has, and what of them. */
sealed interface Wanted {
    /** Everything. */
    Wanted ALL = new Whole(entry -> true, line -> true);
    /** What a member would miss, and of it what is the member's business. */
    Wanted MATTERS = new Whole(Item::matters, Item::isOfMembers);

    /** As links say it. */
    String query();

    /** Whether an entry has something of it. */
    default boolean test(EntryView entry) {
        return entry.lines().stream().anyMatch(this::concerns);
    }

    /** Whether a line is part of it. */
    boolean concerns(EntryView.Line line);

    /** Whether a line of an entry that has something of it is told. */
    default boolean tells(EntryView.Line line) {
        return true;
    }

    /**
     * What an entry changed of it.
     *
     * @param vested how much lots held when they vested
     */
    default List<Change> changes(EntryView entry, Reading reading, Map<Long, Long> vested) {
        return Change.of(entry.lines().stream().filter(this::concerns).toList(), reading);
    }

    /** What a page of it is called. */
    default String heading(Reading reading) {
        return reading.words().say("statement");
    }

    /** Whole entries. @param told which of their lines are */
    record Whole(Predicate<EntryView> which, Predicate<EntryView.Line> told) implements Wanted {
        @Override
        public boolean tells(EntryView.Line line) {
            return told.test(line);
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public boolean test(EntryView entry) {
            return which.test(entry);
        }

        @Override
        public boolean concerns(EntryView.Line line) {
            return true;
        }
    }

    /** What concerns a lot. */
    record OfLot(String currency, long lot) implements Wanted {
        @Override
        public String query() {
            return "currency=" + currency + "&lot=" + lot + "&";
        }

        @Override
        public boolean concerns(EntryView.Line line) {
            return currency.equals(line.facts().get("currency"))
                    && Long.valueOf(lot).equals(line.facts().get("lot"));
        }

        @Override
        public String heading(Reading reading) {
            return Wanted.heading(currency, reading.words().say("lot", lot), reading);
        }
    }

    /** What moved something into or out of an account. */
    record OfAccount(String currency, Account account) implements Wanted {
        @Override
        public String query() {
            return "currency=" + currency + "&account=" + account.word() + "&";
        }

        @Override
        public boolean concerns(EntryView.Line line) {
            Posting posting = Posting.of(line);
            return posting != null && posting.currency().equals(currency) && posting.touches(account);
        }

        /** By how much the account's figure changed. */
        @Override
        public List<Change> changes(EntryView entry, Reading reading, Map<Long, Long> vested) {
            long sum = entry.lines()
                    .stream()
                    .filter(this::concerns)
                    .map(Posting::of)
                    .filter(Objects::nonNull)
                    .map(one -> one.vests() ? one.withAmount(vested.getOrDefault(one.lot(), 0L)) : one)
                    .mapToLong(one -> one.change(account))
                    .sum();
            return List.of(Change.ofFigure(sum, currency, reading));
        }

        @Override
        public String heading(Reading reading) {
            return Wanted.heading(currency, reading.account(account), reading);
        }
    }

    private static String heading(String currency, String what, Reading reading) {
        return reading.words().say("statement.of", reading.names().currency(currency), what);
    }

    /** As somebody asks for it. */
    static Wanted of(Visit visit) {
        String currency = said(visit, "currency", "[a-z0-9-]+");
        String lot = said(visit, "lot", "[0-9]{1,18}");
        if (currency.isEmpty()) {
            return ALL;
        }
        if (!lot.isEmpty()) {
            return new OfLot(currency, Long.parseLong(lot));
        }
        return Posting.named(said(visit, "account", "[a-z]+"))
                .<Wanted>map(account -> new OfAccount(currency, account))
                .orElse(ALL);
    }

    private static String said(Visit visit, String name, String form) {
        return visit.parts().query(name).filter(text -> text.matches(form)).orElse("");
    }
}
