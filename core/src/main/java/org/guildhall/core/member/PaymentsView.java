package org.guildhall.core.member;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.core.terms.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * All money that was ever due for a member's plans, either way, as people read it. Money in minor units, moments in epoch
 * milliseconds.
 *
 * @param payments the oldest first; not what others paid for the member
 * @param incomes what plans brought in besides, by plan and month
 * @param subscriptions what they come to, by the number of the subscription; none of those without a payment
 */
public record PaymentsView(List<Payment> payments, List<Sums> subscriptions, List<Income> incomes) {
    /**
     * What a plan brought in besides its fee.
     *
     * @param month null for all months that can be reported no more
     */
    public record Income(String plan, @Nullable YearMonth month, long amount) {}

    /**
     * @param subscription 0 for a gift to somebody else, and what is given back of one
     * @param kind purchase, renewal, change, ahead (the next term, before it begins), gift, refund or credit
     * @param state due, failed, settled, void or reversed
     * @param attempts how often it was asked for
     * @param of the number of the payment that a refund gives back, 0 for any other
     * @param dueAt when it fell due
     * @param from the beginning of the stretch that it is for
     * @param until the end of that
     */
    public record Payment(
            long number,
            long subscription,
            String kind,
            long amount,
            String state,
            int attempts,
            long of,
            long dueAt,
            long from,
            long until) {}

    /**
     * @param plan null where the subscription is not remembered any more
     * @param charged of settled payments
     * @param refunded of settled refunds
     * @param reversed of payments that were settled and taken back
     * @param due of payments that are awaited
     * @param refundDue of refunds that are awaited
     * @param credited what terms cost less, by offers that were taken
     */
    public record Sums(
            long subscription,
            @Nullable String plan,
            long charged,
            long refunded,
            long reversed,
            long due,
            long refundDue,
            long credited) {

        private Sums plus(Charge charge) {
            boolean back = charge.kind() == Charge.Kind.REFUND;
            long amount = charge.amount();
            if (charge.kind() == Charge.Kind.CREDIT) {
                return new Sums(subscription, plan, charged, refunded, reversed, due, refundDue, credited + amount);
            }
            return switch (charge.state()) {
                case DUE, FAILED -> back
                        ? new Sums(subscription, plan, charged, refunded, reversed, due, refundDue + amount, credited)
                        : new Sums(subscription, plan, charged, refunded, reversed, due + amount, refundDue, credited);
                case SETTLED -> back
                        ? new Sums(subscription, plan, charged, refunded + amount, reversed, due, refundDue, credited)
                        : new Sums(subscription, plan, charged + amount, refunded, reversed, due, refundDue, credited);
                case REVERSED ->
                        new Sums(subscription, plan, charged, refunded, reversed + amount, due, refundDue, credited);
                case VOID -> this;
            };
        }
    }

    static PaymentsView of(Member member, Symbols symbols) {
        List<Payment> payments = new ArrayList<>();
        Map<Long, Sums> sums = new TreeMap<>();
        for (Charge charge : member.charges.all()) {
            if (charge.kind() == Charge.Kind.GIFTED) {
                continue;
            }
            payments.add(new Payment(charge.number(), charge.subscription(), word(charge.kind()), charge.amount(),
                    word(charge.state()), charge.attempts(), charge.of(), charge.dueAt(), charge.from(),
                    charge.until()));
            long subscription = charge.subscription();
            if (subscription == 0) {
                continue;
            }
            Sums before = sums.getOrDefault(subscription,
                    new Sums(subscription, plan(member, symbols, subscription), 0, 0, 0, 0, 0, 0));
            sums.put(subscription, before.plus(charge));
        }
        return new PaymentsView(List.copyOf(payments), List.copyOf(sums.values()),
                member.incomes.all()
                        .stream()
                        .map(one -> new Income(symbols.name(one.plan()),
                                one.month() == 0 ? null : Reporting.month(one.month()), one.amount()))
                        .toList());
    }

    private static @Nullable String plan(Member member, Symbols symbols, long subscription) {
        return member.subscriptions.stream()
                .filter(one -> one.number() == subscription)
                .map(one -> symbols.name(one.plan()))
                .findFirst()
                .orElse(null);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
