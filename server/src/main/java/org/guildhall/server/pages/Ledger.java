package org.guildhall.server.pages;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guildhall.core.member.Account;

/**
 * What came into a currency, and where it is: the two have to be the same.
 *
 * @param came what was issued or received
 * @param went what became of it
 * @param holds whether both sides come to the same
 * @param bar the larger shares of {@code went}, from left to right
 */
record Ledger(
        String currency, String name, List<Part> came, List<Part> went, String cameSum, String wentSum, boolean holds,
        List<Share> bar) {
    private static final List<Account> CAME = List.of(Account.ISSUED, Account.RECEIVED);
    private static final List<Account> WENT = List.of(Account.PENDING, Account.AVAILABLE, Account.RESERVED,
            Account.SPENT, Account.EXPIRED, Account.REVERSED, Account.FORFEITED, Account.SENT);

    /**
     * One account.
     *
     * @param sign before it in the equation: empty, + or −
     * @param none whether it is 0
     */
    record Part(String sign, String account, String label, String amount, boolean none) {}

    static Ledger of(String currency, Names names, ToLongFunction<Account> figure) {
        Map<Account, Long> figures = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            figures.put(account, figure.applyAsLong(account));
        }
        long came = sum(CAME, figures);
        long went = sum(WENT, figures) - figures.getOrDefault(Account.OWED, 0L);
        List<Part> parts = new ArrayList<>(parts(WENT, figures, currency, names));
        parts.add(part("−", Account.OWED, figures, currency, names));
        return new Ledger(currency, names.currency(currency), parts(CAME, figures, currency, names),
                List.copyOf(parts), names.amount(came, currency), names.amount(went, currency), came == went,
                Share.of(WENT.stream()
                        .map(account -> new Share.Of(account.word(), names.words().say("account." + account.word()),
                                figures.getOrDefault(account, 0L)))
                        .toList()));
    }

    /** What can be spent now. */
    String amount(Account account) {
        return went.stream()
                .filter(part -> part.account().equals(account.word()))
                .findFirst()
                .map(Part::amount)
                .orElse("0");
    }

    private static long sum(List<Account> accounts, Map<Account, Long> figures) {
        return accounts.stream().mapToLong(account -> figures.getOrDefault(account, 0L)).sum();
    }

    private static List<Part> parts(
            List<Account> accounts, Map<Account, Long> figures, String currency, Names names) {
        return accounts.stream()
                .map(account -> part(account == accounts.getFirst() ? "" : "+", account, figures, currency, names))
                .toList();
    }

    private static Part part(
            String sign, Account account, Map<Account, Long> figures, String currency, Names names) {
        long amount = figures.getOrDefault(account, 0L);
        return new Part(sign, account.word(), names.words().say("account." + account.word()),
                names.amount(amount, currency), amount == 0);
    }
}
