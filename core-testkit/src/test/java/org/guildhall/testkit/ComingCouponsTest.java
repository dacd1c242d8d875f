package org.guildhall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberView.CouponView;
import org.guildhall.core.terms.Offers;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** Coupons that come by themselves under offers that are published, changed and stopped while members have their plans. */
class ComingCouponsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "programmes", "coupon-packs");

    private final Sandbox sandbox = new Sandbox();
    private final Terms terms;
    private final EntityName lin;
    private int asked;

    ComingCouponsTest() throws IOException {
        terms = sandbox.publish(Sandbox.compile(text("terms/2025-01-01.yaml"), null));
        lin = new EntityName(EntityName.programmeNumber(terms.programme()), EntityKind.MEMBER, 7);
        ask(day(1, 20), new MemberCommand.Join(Fields.NONE));
        ask(day(1, 20), new MemberCommand.Subscribe(Objects.requireNonNull(terms.symbols().find("plan", "year"))));
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    private long day(int month, int day) {
        return terms.calendar().startOf(LocalDate.of(2025, month, day));
    }

    private void ask(long at, MemberCommand body) {
        sandbox.submit(new Command(lin, "c" + asked++, at, at, Origin.API, body));
    }

    private void publish(String text, long at) {
        sandbox.publishOffer(terms.programme(), text, at);
    }

    private List<CouponView> had(long at) {
        return Objects.requireNonNull(sandbox.view(lin, at)).coupons();
    }

    @Test
    void anOfferReachesWhoHasThePlanAsOfWhenItWasPublished() throws IOException {
        publish(text("offers/packs.yaml"), day(3, 10));

        assertThat(had(day(3, 31))).isEmpty();
        assertThat(had(day(4, 1))).hasSize(2).allMatch(one -> one.from() == day(4, 1) && one.until() == day(5, 1));
        // Looked at for the first time since: the same as if it had been all along.
        ask(day(4, 20), new MemberCommand.Describe(Fields.NONE));
        assertThat(had(day(4, 20))).hasSize(2).allMatch(one -> one.from() == day(4, 1) && one.id().isEmpty());
        assertThat(had(day(6, 15))).extracting(CouponView::until).containsExactly(day(7, 1), day(7, 1));
    }

    @Test
    void anotherVersionGivesOtherNumbersFromThenOnOrNoneAnyMore() throws IOException {
        publish(text("offers/packs.yaml"), day(1, 21));
        publish(text("offers/packs.yaml").replace("family], times: 2}", "family], times: 5}"), day(2, 10));
        publish(text("offers/packs.yaml").replace("{each: calendar month, while: [year, family], times: 2}",
                "by-grant"),
                day(3, 10));

        assertThat(had(day(2, 9))).hasSize(2).allMatch(one -> one.version() == 1);
        assertThat(had(day(3, 2))).hasSize(5).allMatch(one -> one.version() == 2);
        assertThat(had(day(4, 2))).isEmpty();
    }

    @Test
    void anOfferThatGoesOnLongerReachesWhoWasNotLookedAtMeanwhile() throws IOException {
        publish(text("offers/packs.yaml").replace("until: 2027-01-01", "until: 2025-07-01"), day(1, 21));
        publish(text("offers/packs.yaml").replace("until: 2027-01-01", "until: 2025-12-01"), day(6, 25));

        assertThat(had(day(6, 30))).hasSize(2).allMatch(one -> one.from() == day(6, 1));
        assertThat(had(day(7, 5))).hasSize(2).allMatch(one -> one.from() == day(7, 1) && one.version() == 2);
        assertThat(had(day(11, 5))).hasSize(2);
        assertThat(had(day(12, 5))).isEmpty();
    }

    @Test
    void aTermThatBeganBeforeTheOfferWasPublishedBringsNothing() throws IOException {
        long published = terms.calendar().startOf(LocalDate.of(2026, 2, 2));
        publish(text("offers/packs.yaml"), published);

        // The plan went on with another term on 20 January.
        assertThat(had(published)).isEmpty();
        assertThat(had(terms.calendar().startOf(LocalDate.of(2026, 3, 1)))).extracting(CouponView::coupon)
                .containsExactly("monthly", "monthly");
    }

    @Test
    void nothingComesWhileItIsPausedOrOnceItIsOver() throws IOException {
        publish(text("offers/packs.yaml").replace("until: 2027-01-01", "until: 2025-06-01"), day(1, 21));
        sandbox.turnOffer(terms.programme(), "packs", Offers.Life.PAUSED, day(2, 20));
        sandbox.turnOffer(terms.programme(), "packs", Offers.Life.RESUMED, day(3, 20));

        assertThat(had(day(2, 1))).hasSize(2);
        assertThat(had(day(3, 1))).isEmpty();
        assertThat(had(day(4, 1))).hasSize(2);
        assertThat(had(day(5, 31))).hasSize(2);
        assertThat(had(day(6, 1))).isEmpty();
        ask(day(6, 2), new MemberCommand.Describe(Fields.NONE));
        assertThat(sandbox.nextDue(lin)).as("no timer for what never comes")
                .isEqualTo(
                        terms.calendar().startOf(LocalDate.of(2026, 1, 20)));
    }
}
