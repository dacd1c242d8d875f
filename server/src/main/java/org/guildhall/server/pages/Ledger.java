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
 * @param holds whether both sides come to the same
 * @param bar the larger shares of {@code went}, from left to right
 */
record Ledger(
        String currency, String name, List<Part> came, String cameNothing, List<Part> went, String wentNothing,
        String cameSum, String wentSum, boolean holds, String available, List<Share> bar) {
    private static final List<Account> CAME = List.of(Account.ISSUED, Account.RECEIVED);
    private static final List<Account> WENT = List.of(Account.PENDING, Account.AVAILABLE, Account.RESERVED,
            Account.SPENT, Account.EXPIRED, Account.REVERSED, Account.FORFEITED, Account.SENT);

    /**
     * One account.
     *
     * @param sign before it: − for what is owed
     */
    record Part(String sign, String account, String label, String amount) {}

    static Ledger of(String currency, Names names, ToLongFunction<Account> figure) {
        Map<Account, Long> figures = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            figures.put(account, figure.applyAsLong(account));
        }
        long came = sum(CAME, figures);
        long went = sum(WENT, figures) - figure(figures, Account.OWED);
        List<Account> where = Stream.concat(WENT.stream(), Stream.of(Account.OWED)).toList();
        return new Ledger(currency, names.currency(currency), parts(CAME, figures, currency, names),
                nothing(CAME, figures, names), parts(where, figures, currency, names), nothing(where, figures, names),
                names.amount(came, currency), names.amount(went, currency), came == went,
                names.amount(figure(figures, Account.AVAILABLE), currency), bar(figures, names));
    }

    private static long figure(Map<Account, Long> figures, Account account) {
        return figures.getOrDefault(account, 0L);
    }

    private static long sum(List<Account> accounts, Map<Account, Long> figures) {
        return accounts.stream().mapToLong(account -> figure(figures, account)).sum();
    }

    private static List<Part> parts(
            List<Account> accounts, Map<Account, Long> figures, String currency, Names names) {
        return accounts.stream()
                .filter(account -> figure(figures, account) != 0)
                .map(account -> new Part(account == Account.OWED ? "−" : "", account.word(), label(account, names),
                        names.amount(figure(figures, account), currency)))
                .toList();
    }

    private static String nothing(List<Account> accounts, Map<Account, Long> figures, Names names) {
        return accounts.stream()
                .filter(account -> figure(figures, account) == 0)
                .map(account -> label(account, names))
                .collect(Collectors.joining(names.words().say("comma")));
    }

    private static String label(Account account, Names names) {
        return names.words().say("account." + account.word());
    }

    private static List<Share> bar(Map<Account, Long> figures, Names names) {
        return Share.of(WENT.stream()
                .map(account -> new Share.Of(account.word(), label(account, names), figure(figures, account)))
                .toList());
    }
}
