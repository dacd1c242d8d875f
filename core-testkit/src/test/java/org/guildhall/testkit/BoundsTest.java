package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Fact;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody's figures pass what programmes can still add up: 10^13 of a currency's smallest unit, 10^15 of money. */
class BoundsTest {
    private static final long MOST = 10_000_000_000_000L;
    private static final String TERMS = """
            programme: bounds
            terms: 2024-01-01
            names: {zh: 测试, en: Test}
            for: {zh: 测试, en: those who test}
            promise: {zh: 说到做到, en: what is written holds}
            money: CNY
            zone: Asia/Shanghai
            joins: explicit
            daily-totals: 100 days
            activities:
              order:
                names: {zh: 订单, en: Order}
                fields: {amount: money}
                late: 5 days
                reversible: 60 days
            currencies:
              points:
                names: {zh: 积分, en: Points}
                scale: 0
                counts-only: no
                expires: never
                vests: at-once
                on-return: below-zero
                cancellable: 30 days
                transferable: yes
                adjustable: 1000000000000
            earning:
              order:
                names: {zh: 订单, en: Order}
                on: order
                award: {points: activity.amount}
                rounding: down
                on-return: keep
            """;

    private final Sandbox sandbox = new Sandbox();
    private final Terms terms = sandbox.publish(Sandbox.compile(TERMS, null));
    private final int points = Objects.requireNonNull(terms.currency("points")).number();
    private final EntityName lin = name(1);
    private final EntityName wu = name(2);
    private int asked;

    private static EntityName name(long key) {
        return new EntityName(EntityName.programmeNumber("bounds"), EntityKind.MEMBER, key);
    }

    @AfterEach
    void replays() {
        sandbox.requireReplay();
    }

    @BeforeEach
    void join() {
        ask(lin, new MemberCommand.Join(Fields.NONE));
        ask(wu, new MemberCommand.Join(Fields.NONE));
    }

    private Outcome ask(EntityName who, MemberCommand body) {
        return sandbox.submit(new Command(who, "c" + asked++, terms.from(), terms.from(), Origin.API, body));
    }

    private MemberCommand open(long... amounts) {
        List<MemberCommand.OpeningLot> lots = java.util.Arrays.stream(amounts)
                .mapToObj(amount -> new MemberCommand.OpeningLot(points, amount, terms.from(), Long.MAX_VALUE))
                .toList();
        return new MemberCommand.Open(null, Fields.NONE, lots, List.of());
    }

    private MemberCommand order(long minor) {
        Fields fields = new Fields.Builder().number(KnownField.AMOUNT.symbol(), minor).build();
        return new MemberCommand.Record(
                new Activity(Objects.requireNonNull(terms.kind("order")).number(), fields, List.of()));
    }

    private MemberView.WalletView wallet(EntityName who) {
        return Objects.requireNonNull(sandbox.view(who, terms.from())).wallet("points");
    }

    private static void requireTooMany(Outcome outcome, long found, long most) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("out-of-range");
            assertThat(refused.refusal().facts()).containsAllEntriesOf(
                    Map.of("found", new Fact.Points("points", found), "most", new Fact.Points("points", most)));
        });
    }

    @Test
    void refusesOpeningLotsThatPassTheBoundTogether() {
        requireTooMany(ask(lin, open(Long.MAX_VALUE)), Long.MAX_VALUE, MOST);
        requireTooMany(ask(lin, open(MOST - 5, 6)), 6, 5);
        assertThat(wallet(lin).available()).isZero();
        assertThat(ask(lin, open(MOST - 5, 5))).isInstanceOf(Outcome.Accepted.class);
        requireTooMany(ask(lin, open(1)), 1, 0);
    }

    @Test
    void refusesAnAdjustmentThatPassesTheBound() {
        ask(lin, open(MOST - 5));
        requireTooMany(ask(lin, new MemberCommand.Adjust(points, 6, "why")), 6, 5);
        assertThat(ask(lin, new MemberCommand.Adjust(points, 5, "why"))).isInstanceOf(Outcome.Accepted.class);
        requireTooMany(
                ask(lin, new MemberCommand.Adjust(points, Long.MIN_VALUE, "why")), Long.MIN_VALUE, 1_000_000_000_000L);
    }

    @Test
    void anAwardThatPassesTheBoundFailsItsRule() {
        ask(lin, open(MOST - 5));
        assertThat(ask(lin, order(600))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("rule-failed");
            assertThat(refused.refusal().facts()).containsEntry("rule", Fact.of("order"));
        });
        assertThat(ask(lin, order(500))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesAnActivityWhoseMoneyPassesTheBound() {
        assertThat(ask(lin, order(Long.MAX_VALUE))).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("out-of-range");
            assertThat(refused.refusal().facts())
                    .containsEntry("found", new Fact.Money(Long.MAX_VALUE))
                    .containsEntry("most", new Fact.Money(1_000_000_000_000_000L));
        });
    }

    @Test
    void refusesWhatIsSentToAndFroBeyondTheBound() {
        ask(lin, open(MOST));
        ask(lin, new MemberCommand.Transfer(wu, points, MOST));
        ask(wu, new MemberCommand.Transfer(lin, points, MOST));
        assertThat(wallet(lin).available()).isEqualTo(MOST);
        requireTooMany(ask(lin, new MemberCommand.Transfer(wu, points, 1)), 1, 0);
    }

    @Test
    void pointsThatTheReceiverHasNoRoomForComeBack() {
        ask(lin, open(MOST));
        EntityName chen = name(3);
        ask(chen, open(10));
        ask(lin, new MemberCommand.Transfer(wu, points, MOST - 5));
        ask(chen, new MemberCommand.Transfer(wu, points, 6));
        assertThat(wallet(wu).available()).isEqualTo(MOST - 5);
        assertThat(wallet(chen).available()).isEqualTo(10);
        assertThat(wallet(chen).figure(Account.SENT)).isZero();
    }
}
