package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Points that end 60 days after the last visit, and what comes before and after that moment. */
class InactivityTest {
    private static final long MINUTE = 60_000L;
    private static final long DAY = 86_400_000L;
    private static final String TERMS = """
            programme: idle
            terms: 2024-01-01
            names: {zh: 测试, en: Test}
            for: {zh: 测试, en: those who test}
            promise: {zh: 说到做到, en: what is written holds}
            money: CNY
            zone: Asia/Shanghai
            joins: explicit
            daily-totals: 100 days
            activities:
              visit:
                names: {zh: 到访, en: Visit}
                late: 5 days
                reversible: never
            currencies:
              points:
                names: {zh: 积分, en: Points}
                scale: 0
                counts-only: no
                expires: {after-inactivity: 60 days}
                vests: at-once
                on-return: below-zero
                cancellable: 30 days
                on-late-cancel: expire
                transferable: no
                adjustable: 100
            earning:
              visit:
                names: {zh: 到访, en: Visit}
                on: visit
                award: {points: 5}
                on-return: keep
            """;

    private final Sandbox sandbox = new Sandbox();
    private final EntityName lin = name(1);
    private final EntityName wu = name(2);
    private Terms terms = Sandbox.compile(TERMS, null);
    private final long start = terms.from();
    private int asked;

    private static EntityName name(long key) {
        return new EntityName(EntityName.programmeNumber("idle"), EntityKind.MEMBER, key);
    }

    private void ask(EntityName who, long at, long received, MemberCommand body) {
        Command command = new Command(who, "c" + asked++, at, received, Origin.API, body);
        assertThat(sandbox.submit(command)).isNotInstanceOf(Outcome.Refused.class);
    }

    private void ask(EntityName who, long at, MemberCommand body) {
        ask(who, at, at, body);
    }

    private void join(EntityName who, long at) {
        ask(who, at, new MemberCommand.Join(Fields.NONE));
    }

    private void visit(EntityName who, long at) {
        int visit = Objects.requireNonNull(terms.kind("visit")).number();
        ask(who, at, new MemberCommand.Record(new Activity(visit, Fields.NONE, List.of())));
    }

    private int points() {
        return Objects.requireNonNull(terms.currency("points")).number();
    }

    private MemberCommand grant() {
        return new MemberCommand.Adjust(points(), 40, "sorry");
    }

    private MemberView.WalletView wallet(EntityName who, long at) {
        return Objects.requireNonNull(sandbox.view(who, at)).wallet("points");
    }

    private void requireEnd(EntityName who, long end) {
        assertThat(wallet(who, end - 1).available()).isPositive();
        assertThat(wallet(who, end).available()).isZero();
    }

    @AfterEach
    void replays() {
        sandbox.requireReplay();
    }

    @Test
    void anAdjustmentPostponesNothingAndItsPointsEndWithTheOthers() {
        sandbox.publish(terms);
        join(lin, start);
        visit(lin, start);
        ask(lin, start + 59 * DAY, grant());
        requireEnd(lin, start + 60 * DAY);
        assertThat(wallet(lin, start + 60 * DAY).figure(Account.EXPIRED)).isEqualTo(45);
    }

    @Test
    void whatIsAdjustedAfterTheOthersEndedLivesAsLongAsThey() {
        sandbox.publish(terms);
        join(lin, start);
        visit(lin, start);
        ask(lin, start + 61 * DAY, grant());
        requireEnd(lin, start + 121 * DAY);
    }

    @Test
    void soDoesWhatIsAdjustedAfterTheMomentPassedWithNothingToEnd() {
        sandbox.publish(terms);
        join(lin, start);
        visit(lin, start);
        ask(lin, start + DAY, new MemberCommand.Spend(points(), 5, ""));
        ask(lin, start + 61 * DAY, grant());
        requireEnd(lin, start + 121 * DAY);
    }

    @Test
    void whatIsAdjustedBeforeAnyActivityEndsAsLongAfterItCame() {
        sandbox.publish(terms);
        join(lin, start);
        ask(lin, start + 3 * DAY, grant());
        requireEnd(lin, start + 63 * DAY);
    }

    @Test
    void aVisitPostponesWhatWasAdjusted() {
        sandbox.publish(terms);
        join(lin, start);
        ask(lin, start, grant());
        visit(lin, start + 59 * DAY);
        requireEnd(lin, start + 119 * DAY);
    }

    @Test
    void whatIsAdjustedMinutesBeforeItsTermsHoldEndsWithInactivityToo() {
        String before = TERMS.replace("{after-inactivity: 60 days}", "{after: 300 days}");
        terms = sandbox.publish(Sandbox.compile(before, null));
        Terms later = sandbox.publish(Sandbox.compile(TERMS.replace("terms: 2024-01-01", "terms: 2024-02-01"), terms));
        join(lin, start);
        ask(lin, later.from() + MINUTE, later.from() - MINUTE, grant());
        requireEnd(lin, later.from() + 60 * DAY);
    }

    @Test
    void aMergeKeepsTheLaterMomentOfTheTwo() {
        sandbox.publish(terms);
        join(lin, start);
        visit(lin, start);
        join(wu, start);
        visit(wu, start + 50 * DAY);
        ask(lin, start + 55 * DAY, new MemberCommand.Merge(wu));
        requireEnd(lin, start + 110 * DAY);
    }
}
