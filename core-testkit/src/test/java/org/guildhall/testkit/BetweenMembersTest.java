package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BetweenMembersTest {
    private static final long DAY = 86_400_000L;

    private final Sandbox sandbox = new Sandbox();
    private Terms terms;
    private EntityName lin;
    private EntityName wu;
    private long start;
    private int points;

    @AfterEach
    void replays() {
        sandbox.requireReplay();
    }

    @BeforeEach
    void publish() throws Exception {
        String text = Files.readString(Path.of("../examples/online-retail/terms/2010-12-01.yaml"))
                .replace("transferable: no", "transferable: yes");
        terms = sandbox.publish(Sandbox.compile(text, null));
        int programme = EntityName.programmeNumber("online-retail");
        lin = new EntityName(programme, EntityKind.MEMBER, 1);
        wu = new EntityName(programme, EntityKind.MEMBER, 2);
        start = terms.from();
        points = Objects.requireNonNull(terms.currency("points")).number();
    }

    private Outcome order(EntityName who, String id, long at, int pounds) {
        Fields line = new Fields.Builder()
                .text(KnownField.PRODUCT.symbol(), "A")
                .number(KnownField.QUANTITY.symbol(), 1)
                .number(KnownField.PRICE.symbol(), pounds * 1000L)
                .build();
        Activity activity =
                new Activity(Objects.requireNonNull(terms.kind("order")).number(), Fields.NONE, List.of(line));
        return submit(who, id, at, new MemberCommand.Record(activity));
    }

    private Outcome submit(EntityName who, String id, long at, MemberCommand body) {
        return sandbox.submit(new Command(who, id, at, 0, Origin.IMPORT, body));
    }

    private MemberView view(EntityName who, long at) {
        return Objects.requireNonNull(sandbox.view(who, at));
    }

    @Test
    void pointsArriveWithTheirExpiry() {
        order(lin, "o1", start, 100);
        order(wu, "o2", start + DAY, 10);
        Outcome outcome = submit(lin, "t1", start + 2 * DAY, new MemberCommand.Transfer(wu, points, 40));
        assertThat(outcome).isEqualTo(new Outcome.Begun(2));
        assertThat(submit(lin, "t1", start + 2 * DAY, new MemberCommand.Transfer(wu, points, 40)))
                .isEqualTo(new Outcome.Repeated(3, true));
        assertThat(view(lin, start + 2 * DAY).wallet("points").available()).isEqualTo(60);
        assertThat(view(lin, start + 2 * DAY).wallet("points").figure(Account.SENT)).isEqualTo(40);
        assertThat(view(wu, start + 2 * DAY).wallet("points").available()).isEqualTo(50);
        assertThat(view(wu, start + 365 * DAY).wallet("points").figure(Account.EXPIRED)).isEqualTo(40);
    }

    @Test
    void pointsComeBackWhenTheOtherCannotTakeThem() {
        order(lin, "o1", start, 100);
        submit(lin, "t1", start + DAY, new MemberCommand.Transfer(wu, points, 40));
        assertThat(submit(lin, "t1", start + DAY, new MemberCommand.Transfer(wu, points, 40)))
                .isEqualTo(new Outcome.Repeated(3, false));
        assertThat(view(lin, start + DAY).wallet("points").available()).isEqualTo(100);
        assertThat(view(lin, start + DAY).wallet("points").figure(Account.SENT)).isZero();
    }

    @Test
    void oneMemberTakesInAnotherWithEverything() {
        order(lin, "o1", start + DAY, 700);
        order(wu, "o2", start, 600);
        assertThat(submit(lin, "m1", start + 2 * DAY, new MemberCommand.Merge(wu))).isEqualTo(new Outcome.Begun(2));
        MemberView merged = view(lin, start + 2 * DAY);
        assertThat(merged.wallet("points").available()).isEqualTo(1300);
        assertThat(merged.standing("membership").tier()).isEqualTo("silver");
        assertThat(merged.joinedAt()).isEqualTo(start);
        assertThat(view(wu, start + 2 * DAY).status()).isEqualTo("merged");
        assertThat(order(wu, "o3", start + 3 * DAY, 10)).isInstanceOf(Outcome.Refused.class);
        assertThat(order(lin, "o2", start, 600)).isInstanceOf(Outcome.Repeated.class);
        submit(lin, "r1", start + 3 * DAY, new MemberCommand.Reverse("o2", new MemberCommand.Part.Whole()));
        assertThat(view(lin, start + 3 * DAY).wallet("points").available()).isEqualTo(700);
    }

    /** Refused ids are remembered for a day; the hand that sweeps them away has not come to most of these. */
    @Test
    void whatAMergeBringsTakesThePlaceOfIdsThatAreForgottenAndNotYetSwept() {
        order(lin, "o1", start, 50);
        for (int i = 0; i < 10; i++) {
            submit(lin, "x" + i, start, new MemberCommand.Spend(points, 100, ""));
            order(wu, "x" + i, start, 10);
        }
        assertThat(submit(lin, "m1", start + 3 * DAY, new MemberCommand.Merge(wu))).isEqualTo(new Outcome.Begun(12));
        for (int i = 0; i < 10; i++) {
            assertThat(order(lin, "x" + i, start, 10)).as("x%s", i).isInstanceOf(Outcome.Repeated.class);
        }
    }

    @Test
    void aMergeLeavesTheProgrammesTotalsAloneAlsoWhereTheOtherOwes() {
        order(lin, "o1", start, 50);
        order(wu, "o2", start, 100);
        submit(wu, "s1", start, new MemberCommand.Spend(points, 80, ""));
        submit(wu, "r1", start + DAY, new MemberCommand.Reverse("o2", new MemberCommand.Part.Whole()));
        assertThat(view(wu, start + DAY).wallet("points").figure(Account.OWED)).isEqualTo(80);
        submit(lin, "m1", start + DAY, new MemberCommand.Merge(wu));
        assertThat(view(lin, start + DAY).wallet("points").figure(Account.OWED)).isEqualTo(30);
        assertThat(view(lin, start + DAY).wallet("points").available()).isZero();
        assertThat(total(Account.ISSUED)).isEqualTo(150);
        assertThat(total(Account.REVERSED)).isEqualTo(100);
        assertThat(total(Account.SPENT)).isEqualTo(80);
        assertThat(total(Account.OWED)).isEqualTo(30);
        assertThat(total(Account.SENT)).isEqualTo(total(Account.RECEIVED)).isEqualTo(80 + 80);
    }

    private long total(Account account) {
        return view(lin, start + DAY).wallet("points").figure(account)
                + view(wu, start + DAY).wallet("points").figure(account);
    }

    @Test
    void aMergeWithOneWhoLeftIsUndoneWhole() {
        order(lin, "o1", start, 700);
        order(wu, "o2", start, 600);
        submit(wu, "l1", start + DAY, new MemberCommand.Leave("moves away"));
        submit(lin, "m1", start + 2 * DAY, new MemberCommand.Merge(wu));
        assertThat(submit(lin, "m1", start + 2 * DAY, new MemberCommand.Merge(wu)))
                .isEqualTo(new Outcome.Repeated(3, false));
        assertThat(view(lin, start + 2 * DAY).wallet("points").available()).isEqualTo(700);
        assertThat(view(wu, start + 2 * DAY).wallet("points").figure(Account.FORFEITED)).isEqualTo(600);
    }
}
