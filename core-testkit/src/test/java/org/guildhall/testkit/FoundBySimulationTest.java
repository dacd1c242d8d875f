package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What seeds of the simulation, and careful readers, found, each as the story of one member. */
class FoundBySimulationTest {
    private static final long MINUTE = 60_000L;
    private static final long DAY = 86_400_000L;
    private static final String TERMS = """
            programme: found
            terms: 2024-01-01
            names: {zh: 测试, en: Test}
            for: {zh: 测试, en: those who test}
            promise: {zh: 说到做到, en: what is written holds}
            money: EUR
            zone: Europe/Paris
            joins: explicit
            daily-totals: 100 days
            activities:
              order:
                names: {zh: 订单, en: Order}
                fields: {amount: money}
                late: 5 days
                reversible: 60 days
              purchase:
                names: {zh: 购买, en: Purchase}
                fields: {amount: money}
                effective: activity.amount >= 50.00
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
                transferable: no
                adjustable: 100
              stars:
                names: {zh: 星, en: Stars}
                scale: 0
                counts-only: no
                expires: never
                vests: at-once
                on-return: below-zero
                cancellable: 30 days
                transferable: no
                adjustable: 100
            earning:
              daily:
                names: {zh: 每日, en: Daily}
                on: order
                award: {points: 5, stars: 3}
                limit: {times: 1, per: calendar day}
                on-return: recompute
            ladders:
              level:
                names: {zh: 等级, en: Level}
                qualify: {by: {money: order}, over: rolling 60 days}
                hold: 70 days
                fall: one-down
                grace: 20 days
                tiers:
                  plain: {from: 0, names: {zh: plain, en: plain}}
                  silver: {from: 100, names: {zh: silver, en: silver}}
            """;

    private final Sandbox sandbox = new Sandbox();
    private final Terms terms = sandbox.publish(Sandbox.compile(TERMS, null));
    private final EntityName lin = name(1);
    private final EntityName wu = name(2);
    private final long start = terms.from();
    private int asked;

    private static EntityName name(long key) {
        return new EntityName(EntityName.programmeNumber("found"), EntityKind.MEMBER, key);
    }

    private Outcome ask(EntityName who, String id, long at, long received, MemberCommand body) {
        return sandbox.submit(new Command(who, id, at, received, Origin.API, body));
    }

    private Outcome ask(EntityName who, long at, MemberCommand body) {
        return ask(who, "c" + asked++, at, at, body);
    }

    private MemberCommand purchase(long euros) {
        Fields fields = new Fields.Builder().number(KnownField.AMOUNT.symbol(), 100 * euros).build();
        return new MemberCommand.Record(
                new Activity(Objects.requireNonNull(terms.kind("purchase")).number(), fields, List.of()));
    }

    private MemberCommand order(long euros) {
        Fields fields = new Fields.Builder().number(KnownField.AMOUNT.symbol(), 100 * euros).build();
        return new MemberCommand.Record(
                new Activity(Objects.requireNonNull(terms.kind("order")).number(), fields, List.of()));
    }

    private static MemberCommand join() {
        return new MemberCommand.Join(Fields.NONE);
    }

    private MemberCommand.Spend spend(long amount) {
        return new MemberCommand.Spend(Objects.requireNonNull(terms.currency("points")).number(), amount, "");
    }

    private MemberView view(EntityName who, long at) {
        return Objects.requireNonNull(sandbox.view(who, at));
    }

    private MemberView.StandingView level(EntityName who, long at) {
        return view(who, at).standing("level");
    }

    /** Ids are forgotten a few with each command; the order and the spend must not go with them. */
    private void askMuch(long from) {
        for (int i = 0; i < 10; i++) {
            ask(lin, from + i * MINUTE, order(1));
        }
    }

    @AfterEach
    void replays() {
        sandbox.requireReplay();
    }

    @Test
    void anOrderIsFoundByItsIdAsLongAsItCanBeTakenBack() {
        ask(lin, start, join());
        ask(lin, "o", start, start, order(50));
        askMuch(start + 20 * DAY);
        assertThat(ask(lin, start + 40 * DAY, new MemberCommand.Reverse("o", new MemberCommand.Part.Whole())))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void ofWhatNeverTookEffectNothingCanBeTakenBack() {
        ask(lin, start, join());
        ask(lin, "small", start, start, purchase(40));
        for (MemberCommand.Part part : List.of(new MemberCommand.Part.Value(2_000), new MemberCommand.Part.Whole())) {
            assertThat(ask(lin, start + DAY, new MemberCommand.Reverse("small", part)))
                    .isInstanceOfSatisfying(Outcome.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("more-than-left"));
        }
    }

    @Test
    void anImportRepeatsItselfAsFarBackAsTheDailyTotalsReach() {
        Command first = new Command(lin, "row-1", start, start, Origin.IMPORT, order(50));
        sandbox.submit(first);
        for (int i = 1; i <= 12; i++) {
            long at = start + 7 * i * DAY;
            sandbox.submit(new Command(lin, "row-1" + i, at, at, Origin.IMPORT, order(50)));
        }
        assertThat(sandbox.submit(first)).isInstanceOf(Outcome.Repeated.class);
    }

    @Test
    void aSpendIsFoundByItsIdAsLongAsItCanBeCancelled() {
        ask(lin, start, join());
        ask(lin, start, order(50));
        ask(lin, "s", start, start, spend(4));
        askMuch(start + 20 * DAY);
        assertThat(ask(lin, start + 25 * DAY, new MemberCommand.CancelSpend("s")))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aLimitOfTimesCountsAnOrderOnceThoughItGivesTwoCurrencies() {
        ask(lin, start, join());
        ask(lin, "o", start, start, order(50));
        assertThat(view(lin, start).wallet("points").available()).isEqualTo(5);
        assertThat(view(lin, start).wallet("stars").available()).isEqualTo(3);
        ask(lin, start + MINUTE, order(50));
        assertThat(view(lin, start).wallet("stars").available()).isEqualTo(3);
        ask(lin, start + 2 * MINUTE, new MemberCommand.Reverse("o", new MemberCommand.Part.Whole()));
        ask(lin, start + 3 * MINUTE, order(50));
        ask(lin, start + 4 * MINUTE, order(50));
        assertThat(view(lin, start + DAY).wallet("stars").available()).isEqualTo(3);
    }

    @Test
    void anOrderDatedMinutesAheadInTheNextDayCountsWhereverTheTierIsMeasured() {
        ask(lin, start, join());
        long evening = start + DAY - MINUTE;
        ask(lin, "o", start + DAY + MINUTE, evening, order(100));
        assertThat(level(lin, evening).earned()).isEqualTo("silver");
        assertThat(level(lin, evening).measure()).isEqualTo(10_000);
    }

    @Test
    void aTierInItsGraceEndsWithItAlsoAfterAMerge() {
        ask(lin, start, join());
        ask(wu, start, join());
        ask(wu, start, order(100));
        ask(lin, start + 75 * DAY, new MemberCommand.Merge(wu));
        assertThat(level(lin, start + 75 * DAY).earned()).isEqualTo("silver");
        long ninetyDaysOn = terms.calendar().startOf(terms.date().plusDays(90));
        assertThat(level(lin, start + 75 * DAY).graceUntil()).isEqualTo(ninetyDaysOn);
        assertThat(level(lin, start + 95 * DAY).earned()).isEqualTo("plain");
    }

    @Test
    void whatAGuestBoughtCountsForTheTierOfTheMemberWhoTakesThemIn() {
        ask(lin, start, join());
        ask(lin, start, order(60));
        ask(wu, start, order(60));
        ask(lin, start + DAY, new MemberCommand.Merge(wu));
        assertThat(level(lin, start + DAY).earned()).isEqualTo("silver");
    }

    @Test
    void whoComesBackAfterTheDailyTotalsAreForgottenIsNotMeasuredByThem() {
        ask(lin, start, join());
        ask(lin, start, order(90));
        ask(lin, start + 200 * DAY, order(20));
        assertThat(level(lin, start + 200 * DAY).measure()).isEqualTo(2_000);
        assertThat(level(lin, start + 200 * DAY).earned()).isEqualTo("plain");
    }

    @Test
    void aLimitIsRememberedAsLongAsAnActivityMayComeByTheTermsOfItsOwnMoment() {
        String shorter = TERMS.replace("terms: 2024-01-01", "terms: 2024-01-11").replace("late: 5 days", "late: 1 day");
        sandbox.publish(Sandbox.compile(shorter, terms));
        ask(lin, start, join());
        ask(lin, start + 8 * DAY, order(50));
        ask(lin, start + 11 * DAY, order(50));
        Outcome late = ask(lin, "late", start + 8 * DAY + MINUTE, start + 11 * DAY, order(50));
        assertThat(late).isInstanceOf(Outcome.Accepted.class);
        assertThat(view(lin, start + 11 * DAY).wallet("points").available()).isEqualTo(2 * 5);
    }
}
