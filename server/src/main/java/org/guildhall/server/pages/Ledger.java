package org.guildhall.server.pages;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.member.Account;

/**
 * What came into a currency, and where it is: the two have to be the same.
 *
 * @param came what was issued or received; {@code cameNothing} names the accounts that are 0
 * @param went what became of it; {@code wentNothing} likewise
 * @param equation which has to hold, in words
 * @param holds whether both sides come to the same
 * @param bar the larger shares of {@code went}, from left to right
 */
record Ledger(
        String currency, String name, List<Part> came, String cameNothing, List<Part> went, String wentNothing,
        String equation, String cameSum, String wentSum, boolean holds, String available, List<Share> bar) {
    private static final List<Account> CAME = List.of(Account.ISSUED, Account.RECEIVED);
    private static final List<Account> WENT = List.of(Account.PENDING, Account.AVAILABLE, Account.RESERVED,
            Account.SPENT, Account.EXPIRED, Account.REVERSED, Account.FORFEITED, Account.SENT);

    /**
     * One account.
     *
     * @param sign before it: − for what is owed
     */
    record Part(String sign, String account, String label, String amount) {}

    static Ledger of(String currency, Reading reading, ToLongFunction<Account> figure) {
        Map<Account, Long> figures = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            figures.put(account, figure.applyAsLong(account));
        }
        long came = sum(CAME, figures);
        long went = sum(WENT, figures) - figure(figures, Account.OWED);
        List<Account> where = Stream.concat(WENT.stream(), Stream.of(Account.OWED)).toList();
        return new Ledger(currency, reading.names().currency(currency), parts(CAME, figures, currency, reading),
                nothing(CAME, figures, reading), parts(where, figures, currency, reading),
                nothing(where, figures, reading),
                equation(reading), reading.amount(came, currency), reading.amount(went, currency), came == went,
                reading.amount(figure(figures, Account.AVAILABLE), currency), bar(figures, reading));
    }

    private static String equation(Reading reading) {
        return joined(CAME, " + ", reading) + " = " + joined(WENT, " + ", reading) + " − "
                + reading.account(Account.OWED);
    }

    private static String joined(List<Account> accounts, String by, Reading reading) {
        return accounts.stream().map(reading::account).collect(Collectors.joining(by));
    }

    private static long figure(Map<Account, Long> figures, Account account) {
        return figures.getOrDefault(account, 0L);
    }

    private static long sum(List<Account> accounts, Map<Account, Long> figures) {
        return accounts.stream().mapToLong(account -> figure(figures, account)).sum();
    }

    private static List<Part> parts(
            List<Account> accounts, Map<Account, Long> figures, String currency, Reading reading) {
        return accounts.stream()
                .filter(account -> figure(figures, account) != 0)
                .map(account -> new Part(account == Account.OWED ? "−" : "", account.word(), reading.account(account),
                        reading.amount(figure(figures, account), currency)))
                .toList();
    }

    private static String nothing(List<Account> accounts, Map<Account, Long> figures, Reading reading) {
        return joined(accounts.stream().filter(account -> figure(figures, account) == 0).toList(),
                reading.words().say("comma"), reading);
    }

    private static List<Share> bar(Map<Account, Long> figures, Reading reading) {
        return Share.of(WENT.stream()
                .map(account -> new Share.Of(account.word(), reading.account(account), figure(figures, account)))
                .toList());
    }
}
