package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.stock.BudgetMachine;
import org.guildhall.core.stock.BudgetView;
import org.guildhall.core.stock.SliceMachine;
import org.guildhall.core.terms.Coupon;
import org.guildhall.core.terms.Offer;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** Slices of an offer's budgets: what they hold is taken already, is counted to the stretch it was leased in, and goes back. */
class SlicesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "programmes", "coupons");
    private static final long SECOND = 1_000;
    private static final long LEASE = 5 * SECOND;

    private final Sandbox sandbox = new Sandbox();
    private final Terms terms;
    private final Offer offer;
    private final Coupon coupon;
    private final EntityName lin;
    private final EntityName wu;
    private int asked;

    SlicesTest() throws IOException {
        terms = sandbox.publish(Sandbox.compile(Files.readString(FOLDER.resolve("terms/2025-01-01.yaml")), null));
        offer = sandbox.publishOffer(terms.programme(), """
                programme: coupons
                offer: sliced
                names: {zh: 分片, en: Sliced}
                from: 2025-06-01
                until: 2025-07-01
                budgets:
                  - {coupons: 160, per: calendar day}
                slice: 10
                coupons:
                  one:
                    names: {zh: 一元券, en: 1 off}
                    off: 1
                    on: order
                    usable: {for: 7 days}
                    given: by-claim
                    limit: {times: 500, per: lifetime}
                    transfers: bound
                    stacks: freely
                    on-refund: kept
                    stock: 165
                    unused: gone
                    funded-by: {platform: 100}
                """, 0);
        coupon = offer.coupons().getFirst();
        lin = member(1);
        wu = member(2);
        assertThat(SliceMachine.name(lin, offer.number())).isNotEqualTo(SliceMachine.name(wu, offer.number()));
    }

    private EntityName member(long key) {
        EntityName name = new EntityName(EntityName.programmeNumber(terms.programme()), EntityKind.MEMBER, key);
        sandbox.submit(new Command(name, "j" + key, day(1), day(1), Origin.API, new MemberCommand.Join(Fields.NONE)));
        return name;
    }

    private long day(int day) {
        return terms.calendar().startOf(LocalDate.of(2025, 6, day));
    }

    private void claim(EntityName who, long at) {
        sandbox.submit(new Command(who, "c" + asked++, at, at, Origin.API,
                new MemberCommand.ClaimCoupon(coupon.number())));
    }

    private void grant(EntityName who, long at, long times) {
        sandbox.submit(new Command(who, "c" + asked++, at, at, Origin.API,
                new MemberCommand.GrantCoupon(coupon.number(), times, "made good")));
    }

    private void settle(long until) {
        for (EntityName one : sandbox.names()) {
            for (long due = sandbox.nextDue(one); due <= until; due = sandbox.nextDue(one)) {
                sandbox.submit(sandbox.engine().advance(one, due));
            }
        }
    }

    private long had(EntityName who, long at) {
        return Objects.requireNonNull(sandbox.view(who, at)).coupons().size();
    }

    private BudgetView budget() {
        return sandbox.budget(BudgetMachine.name(EntityName.programmeNumber(terms.programme()), offer.number()));
    }

    private long taken(String budget, long period) {
        Offer.Budget found =
                offer.budgets().stream().filter(one -> one.name().equals(budget)).findFirst().orElseThrow();
        return budget().taken(found.number(), period);
    }

    private static final String STOCK = "one coupons per lifetime";
    private static final String DAILY = "sliced coupons per calendar day";

    @Test
    void aSliceGivesOfWhatItWasLeasedAndGivesTheRestBackAfterSeconds() {
        claim(lin, day(2));
        claim(lin, day(2) + SECOND);

        assertThat(had(lin, day(2) + SECOND)).isEqualTo(2);
        assertThat(taken(STOCK, 0)).isEqualTo(10);
        assertThat(sandbox.sliced(coupon.number())).isEqualTo(8);
        assertThat(budget().leased(coupon.number())).isEqualTo(10);
        settle(day(2) + LEASE);
        assertThat(taken(STOCK, 0)).isEqualTo(2);
        assertThat(sandbox.sliced(coupon.number())).isZero();
        assertThat(budget().leased(coupon.number())).isZero();
    }

    @Test
    void aLeaseEndsWithTheDayThatItIsCountedTo() {
        long second = LocalDate.of(2025, 6, 2).toEpochDay();
        claim(lin, day(3) - SECOND);
        claim(lin, day(3));

        assertThat(had(lin, day(3))).isEqualTo(2);
        assertThat(taken(DAILY, second)).isEqualTo(1);
        settle(day(3) + LEASE);
        assertThat(taken(DAILY, second)).isEqualTo(1);
        assertThat(taken(DAILY, second + 1)).isEqualTo(1);
        assertThat(taken(STOCK, 0)).isEqualTo(2);
    }

    @Test
    void aClaimOfADayBeforeTheLeaseIsCountedToItsOwn() {
        long key = 100;
        while (new EntityName(lin.programme(), EntityKind.MEMBER, key).shard() != lin.shard()) {
            key++;
        }
        EntityName near = member(key);
        claim(lin, day(3));
        claim(near, day(3) - SECOND);

        assertThat(had(near, day(3))).isEqualTo(1);
        assertThat(taken(DAILY, LocalDate.of(2025, 6, 2).toEpochDay())).isEqualTo(1);
        assertThat(taken(DAILY, LocalDate.of(2025, 6, 3).toEpochDay())).isEqualTo(10);
    }

    @Test
    void whatComesBackIsTakenOffTheBudgetsThatItWasTakenOf() {
        claim(lin, day(2));
        Offer next = sandbox.publishOffer(terms.programme(), offer.text()
                .replace("budgets:\n", "budgets:\n  - {coupons: 20, per: calendar week}\n"), day(2) + SECOND);
        grant(wu, day(2) + 2 * SECOND, 20);
        int weekly = next.budgets().getFirst().number();
        long monday = LocalDate.of(2025, 6, 2).toEpochDay();
        assertThat(budget().taken(weekly, monday)).isEqualTo(20);

        settle(day(2) + 2 * LEASE);
        assertThat(sandbox.sliced(coupon.number())).isZero();
        assertThat(budget().taken(weekly, monday)).as("the nine were never counted to the week").isEqualTo(20);
        assertThat(taken(STOCK, 0)).isEqualTo(21);
    }

    @Test
    void whatSlicesHoldIsGoneOnlyUntilItComesBack() {
        claim(lin, day(2));
        for (int i = 0; i < 5; i++) {
            grant(member(10 + i), day(2) + i, 30);
        }
        claim(wu, day(2) + SECOND);
        assertThat(sandbox.sliced(coupon.number())).isEqualTo(9);
        assertThat(had(wu, day(2) + SECOND)).isZero();
        assertThat(soldOut(day(2) + SECOND)).as("final while a slice holds some").isFalse();

        settle(day(2) + LEASE);
        for (int i = 0; i < 9; i++) {
            claim(wu, day(2) + LEASE);
        }
        assertThat(had(wu, day(2) + LEASE)).isEqualTo(9);
        settle(day(2) + 3 * LEASE);
        assertThat(soldOut(day(2) + 3 * LEASE)).isTrue();
    }

    /** Whether a look at the committed budgets says that there is nothing left. */
    private boolean soldOut(long at) {
        return sandbox.soldOut(offer.number(), wu, coupon.number(), at);
    }

    @Test
    void aClaimOfSeveralIsAllOrNoneAndLeavesTheSmallerOnesToOthers() {
        EntityName[] many = new EntityName[5];
        for (int i = 0; i < many.length; i++) {
            many[i] = member(10 + i);
            grant(many[i], day(2) + i, 30);
            assertThat(had(many[i], day(2) + i)).isEqualTo(30);
        }
        // 10 of the day are left.
        grant(lin, day(2) + 10, 11);
        claim(wu, day(2) + 11);
        grant(lin, day(2) + 12, 9);
        claim(wu, day(2) + 13);

        assertThat(had(lin, day(2) + 13)).isEqualTo(9);
        assertThat(had(wu, day(2) + 13)).isEqualTo(1);
        settle(day(2) + 10 * LEASE);
        assertThat(taken(DAILY, LocalDate.of(2025, 6, 2).toEpochDay())).isEqualTo(160);
        // Of the stock 5 are left for the day after.
        grant(lin, day(3), 6);
        grant(lin, day(3), 5);
        assertThat(had(lin, day(3))).isEqualTo(14);
        assertThat(taken(STOCK, 0)).isEqualTo(165);
    }
}
