package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Objects;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.PaymentsView;
import org.guildhall.core.member.PaymentsView.Payment;
import org.guildhall.core.member.PaymentsView.Sums;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** All payments of a member, and what they come to. */
class PaymentsTest {
    private static final long DAY = 86_400_000L;
    private static final String TERMS = """
            programme: paid
            terms: 2024-01-01
            names: {zh: 测试, en: Test}
            for: {zh: 测试, en: those who test}
            promise: {zh: 说到做到, en: what is written holds}
            money: CNY
            zone: Asia/Shanghai
            country: {none: made up for tests}
            joins: explicit
            daily-totals: 100 days
            activities:
              visit:
                names: {zh: 到访, en: Visit}
                late: 5 days
                reversible: never
            plans:
              monthly:
                names: {zh: 月度会员, en: Monthly}
                price: 31
                term: 1 month
                cycle: anniversary
                renews: automatically
                notice: none
                consent-to-rise: no
                pay-within: 1 day
                grace: 5 days
                refund: the-rest
                pause: never
                proration: by-day
                when-leaving:
                  cheaper: {credit: 11, names: {zh: 减 11, en: 11 off}, times: 1, per: 12 months}
            """;

    private final Sandbox sandbox = new Sandbox();
    private final EntityName lin = new EntityName(EntityName.programmeNumber("paid"), EntityKind.MEMBER, 1);
    private final Terms terms = sandbox.publish(Sandbox.compile(TERMS, null));
    private final int monthly = terms.plans().getFirst().number();
    private final long start = terms.from();
    private int asked;

    @Test
    void paymentsAndRefundsAreListedWithTheirSums() {
        ask(0, new MemberCommand.Subscribe(monthly));
        assertThat(payments(0).payments()).extracting(Payment::kind, Payment::state, Payment::amount)
                .containsExactly(tuple("purchase", "due", 3100L));
        assertThat(payments(0).subscriptions()).containsExactly(new Sums(1, "monthly", 0, 0, 0, 3100, 0, 0));
        ask(0, new MemberCommand.PaymentSettled(0, 1, 3100));
        ask(10, new MemberCommand.CancelPlan(monthly, true));

        Payment refund = payments(10).payments().getLast();
        assertThat(refund.of()).isEqualTo(1);
        assertThat(refund.amount()).isEqualTo(2100);
        assertThat(payments(10).subscriptions()).containsExactly(new Sums(1, "monthly", 3100, 0, 0, 0, 2100, 0));
        ask(11, new MemberCommand.PaymentSettled(0, 2, 2100));
        assertThat(payments(11).subscriptions()).containsExactly(new Sums(1, "monthly", 3100, 2100, 0, 0, 0, 0));
    }

    @Test
    void aCreditAddsUpWithWhatIsPaid() {
        int cheaper = java.util.Objects.requireNonNull(terms.symbols().find("offer", "monthly/cheaper"));
        ask(0, new MemberCommand.Subscribe(monthly));
        ask(0, new MemberCommand.PaymentSettled(0, 1, 3100));
        ask(10, new MemberCommand.TakeOffer(monthly, cheaper));

        assertThat(payments(31).payments()).extracting(Payment::kind, Payment::state, Payment::amount)
                .containsExactly(tuple("purchase", "settled", 3100L), tuple("credit", "settled", 1100L),
                        tuple("renewal", "due", 2000L));
        assertThat(payments(31).subscriptions())
                .containsExactly(new Sums(1, "monthly", 3100, 0, 0, 2000, 0, 1100));
    }

    @Test
    void whatIsDueByThenIsInItAndAnEarlierSubscriptionHasNoName() {
        ask(0, new MemberCommand.Subscribe(monthly));
        assertThat(payments(1).payments().getFirst().state()).isEqualTo("void");
        assertThat(payments(1).subscriptions()).containsExactly(new Sums(1, "monthly", 0, 0, 0, 0, 0, 0));
        ask(2, new MemberCommand.Subscribe(monthly));
        ask(2, new MemberCommand.PaymentSettled(monthly, 0, 3100));
        ask(3, new MemberCommand.PaymentReversed(2, "disputed"));
        assertThat(payments(3).subscriptions())
                .containsExactly(new Sums(1, null, 0, 0, 0, 0, 0, 0), new Sums(2, "monthly", 0, 0, 3100, 0, 0, 0));
    }

    private PaymentsView payments(int day) {
        return Objects.requireNonNull(sandbox.payments(lin, start + day * DAY));
    }

    private void ask(int day, MemberCommand body) {
        long at = start + day * DAY;
        assertThat(sandbox.submit(new Command(lin, "c" + asked++, at, at, Origin.API, body)))
                .isNotInstanceOf(Outcome.Refused.class);
    }
}
