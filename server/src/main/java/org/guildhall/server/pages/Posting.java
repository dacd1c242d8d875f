package org.guildhall.server.pages;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.EntryView;
import org.jspecify.annotations.Nullable;

/**
 * What a line of an entry moves from one account to another.
 *
 * @param lot 0 for none
 * @param amount 0 for a lot that vests, of which the line doesn't say how much it holds
 */
record Posting(String currency, Account from, Account to, long lot, long amount) {
    /** Null for a line that moves nothing. */
    static @Nullable Posting of(EntryView.Line line) {
        return switch (line.what()) {
            case "lot opened" -> of(line.facts(), account(line.facts().get("from")),
                    Boolean.TRUE.equals(line.facts().get("pending")) ? Account.PENDING : Account.AVAILABLE);
            case "posted" -> of(line.facts(), account(line.facts().get("from")), account(line.facts().get("to")));
            case "vested" -> of(line.facts(), Account.PENDING, Account.AVAILABLE);
            default -> null;
        };
    }

    private static Posting of(Map<String, Object> facts, Account from, Account to) {
        return new Posting(String.valueOf(facts.get("currency")), from, to, number(facts.get("lot")),
                number(facts.get("amount")));
    }

    private static Account account(@Nullable Object word) {
        return named(word).orElseThrow();
    }

    /** The account that a word stands for. */
    static Optional<Account> named(@Nullable Object word) {
        return Stream.of(Account.values()).filter(account -> account.word().equals(word)).findFirst();
    }

    private static long number(@Nullable Object fact) {
        return fact instanceof Long number ? number : 0;
    }

    boolean vests() {
        return from == Account.PENDING && to == Account.AVAILABLE;
    }

    Posting withAmount(long of) {
        return new Posting(currency, from, to, lot, of);
    }

    boolean touches(Account account) {
        return from == account || to == account;
    }

    /** By how much the figure of an account changes. */
    long change(Account account) {
        return (from == account ? from.given(amount) : 0) + (to == account ? to.taken(amount) : 0);
    }
}
