package org.guildhall.core.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.table.Table;
import org.guildhall.core.terms.Benefit;
import org.guildhall.core.time.Period;
import org.guildhall.core.time.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is read as it was; of every kind of command, event and state there is one. */
class CodecTest {
    private static final EntityName LIN = new EntityName(7, EntityKind.MEMBER, 1);
    private static final EntityName WU = new EntityName(7, EntityKind.MEMBER, 2);
    private static final Activity ACTIVITY =
            new Activity(17, new Fields.Builder().number(18, 5).text(19, "tea").build(), List.of());
    private static final Lot LOT = new Lot(3, Lot.AVAILABLE, Lot.NEVER, 1_000, 2, 40);
    private static final KeptClaim CLAIM = new KeptClaim(1, "c1", 22, KeptClaim.State.AWAITED, 1_000, 2_000, 0, 2,
            Lot.NEVER, Lot.NEVER, 0, 0, 5, 23, 24, 20_000, "", "m-77", Lot.AVAILABLE);
    private static final KeptUse USE =
            new KeptUse(4, "u4", 21, Benefit.Unit.MONEY, 1_250, 1_250, 1_250, 22, -5, 9_000, 2);
    private static final Subscription SUBSCRIPTION = new Subscription(2, 23, Subscription.Status.PAUSED, 100, 60, 50, 1,
            2, 110, 3, 120, 130, 13_900, 14_900, true, 24, 11_900, 125, 6, 140, 135, 25, 12_900, 121, 129, 1, 77,
            false, new Subscription.Ahead(5, 55, 13_500), 3, null);
    private static final SeatName SEAT = new SeatName(WU, 4);
    private static final Leading LEADING = new Leading(80, 23, 60, 50, 120, 130, true, 140, 121, 129);
    private static final Gift GIFT = new Gift(-7, 6, 8, 23, Gift.State.REFUSED, "frozen");

    static Stream<MemberCommand> commands() {
        return Stream.of(
                new MemberCommand.Join(ACTIVITY.fields()),
                new MemberCommand.Describe(ACTIVITY.fields()),
                new MemberCommand.Record(ACTIVITY),
                new MemberCommand.Reverse("o1", new MemberCommand.Part.Lines(
                        List.of(new MemberCommand.LinePart(-1, 2)))),
                new MemberCommand.Adjust(1, -5, "why"),
                new MemberCommand.Spend(1, 5, "tea"),
                new MemberCommand.CancelSpend("s1"),
                new MemberCommand.Transfer(WU, 1, 5),
                new MemberCommand.Merge(WU),
                new MemberCommand.Receive(WU, 3, List.of(new MemberCommand.OpeningLot(1, 5, 6, Long.MAX_VALUE))),
                new MemberCommand.Received(3, "merged"),
                new MemberCommand.Yield(WU),
                new MemberCommand.Absorb(WU, new byte[]{1, 2}, new byte[]{3}),
                new MemberCommand.NotYielded(WU, "frozen"),
                new MemberCommand.GrantStanding(1, 2, 3, "why"),
                new MemberCommand.Score(1, -2),
                new MemberCommand.Freeze("a"),
                new MemberCommand.Unfreeze("b"),
                new MemberCommand.Leave("c"),
                new MemberCommand.Open(5L, Fields.NONE, List.of(), List.of(new MemberCommand.OpeningStanding(1, 2, 3,
                        4))),
                new MemberCommand.Subscribe(23),
                new MemberCommand.Subscribe(23, MemberCommand.Renews.YES),
                new MemberCommand.Subscribe(23, MemberCommand.Renews.NO),
                new MemberCommand.TakeOffer(23, 29),
                new MemberCommand.ReportIncome(23, 24_305, 125),
                new MemberCommand.CancelPlan(23, true),
                new MemberCommand.KeepPlan(23),
                new MemberCommand.PausePlan(23, Long.MAX_VALUE),
                new MemberCommand.ResumePlan(23),
                new MemberCommand.ChangePlan(23, 24),
                new MemberCommand.AgreeToPrice(23, 14_900),
                new MemberCommand.PaymentSettled(23, 0, 13_900),
                new MemberCommand.PaymentFailed(0, 6, "declined"),
                new MemberCommand.PaymentReversed(6, "disputed"),
                new MemberCommand.ProlongPlan(23),
                new MemberCommand.Give(23, WU),
                new MemberCommand.CancelGift(6),
                new MemberCommand.Gifted(WU, 6, 23, -5, 13_900),
                new MemberCommand.GiftAnswered(6, "frozen"),
                new MemberCommand.GiftTakenBack(-7, 6),
                new MemberCommand.Use(21, -1),
                new MemberCommand.Use(21, 1, new MemberCommand.Order("o1", "p1", MemberCommand.Order.NO_AMOUNT)),
                new MemberCommand.Use(21, 1, new MemberCommand.Order("", "", 5_900)),
                new MemberCommand.Choose(23, 21),
                new MemberCommand.CancelUse("u4"),
                new MemberCommand.GrantBenefit(21, 26, 9_000, "sorry"),
                new MemberCommand.RevokeBenefit(21, "abuse"),
                new MemberCommand.Claim(22, "m-77"),
                new MemberCommand.CancelClaim("c1"),
                new MemberCommand.ClaimActivated("c1"),
                new MemberCommand.ClaimFailed("c1", "busy"),
                new MemberCommand.Issued(3, "F-1", ""),
                new MemberCommand.Issued(4, "", "sold-out"),
                new MemberCommand.OfferSeat(23, WU),
                new MemberCommand.RemoveSeat(4),
                new MemberCommand.AcceptSeat(23),
                new MemberCommand.GiveUpSeat(23),
                new MemberCommand.SeatOffered(SEAT, WU, 9_000, LEADING),
                new MemberCommand.SeatRefused(SEAT, "frozen"),
                new MemberCommand.SeatHeld(SEAT, LIN, true),
                new MemberCommand.SeatGivenUp(SEAT),
                new MemberCommand.SeatFollows(SEAT, LIN, true, Long.MAX_VALUE, LEADING),
                new MemberCommand.SeatEnded(SEAT),
                new MemberCommand.ClaimCoupon(33),
                new MemberCommand.GrantCoupon(33, 25, "pack"),
                new MemberCommand.CouponsAnswered(4, "sold-out"),
                new MemberCommand.ClaimByCode("SPRINGTEA"),
                new MemberCommand.ClaimByUniqueCode(33, 1_000_000),
                new MemberCommand.ClaimByWrongCode(true),
                new MemberCommand.ReserveCoupons("o1", new Activity(11, Fields.NONE, List.of()), List.of(4L, -33L),
                        1_800_000),
                new MemberCommand.RedeemCoupons("o1"),
                new MemberCommand.ReleaseCoupons("o1"),
                new MemberCommand.RefundCoupons("o1", 250),
                new MemberCommand.RefundCoupons("o1", MemberCommand.RefundCoupons.WHOLE),
                new MemberCommand.RevokeCoupon(4, "abuse"),
                new MemberCommand.ExtendCoupon(4, 9_000, "late parcel"),
                new MemberCommand.HandOnCoupon(4, WU),
                new MemberCommand.ReceiveCoupon(LIN, 4, 33, 2, 5, 10, 9_000, 1, 50),
                new MemberCommand.CouponReceived(4, "frozen"),
                new MemberCommand.TellAgain(130, true), new MemberCommand.TellAgain(140, false),
                new MemberCommand.Advance());
    }

    static Stream<MemberEvent> events() {
        return Stream.of(
                new MemberEvent.TimePassed(-5),
                new MemberEvent.Joined(5),
                new MemberEvent.Described(ACTIVITY.fields()),
                new MemberEvent.TermsBegan(5),
                new MemberEvent.Recorded(1, "it", ACTIVITY, 5, 6, 7, 8, true, List.of()),
                new MemberEvent.Counted(1, 2, -3, -4, 5),
                new MemberEvent.PartCounted(31, -1, -250, 7),
                new MemberEvent.LimitCounted(1, -2, -3, Long.MAX_VALUE),
                new MemberEvent.LotOpened(1, Account.ISSUED, LOT),
                new MemberEvent.Gave(1, 2, 3),
                new MemberEvent.Vested(1, 2, Long.MAX_VALUE),
                new MemberEvent.Posted(1, Account.PENDING, Account.FORFEITED, 2, 3, 4),
                new MemberEvent.Owed(1, 2),
                new MemberEvent.ExpiredCounted(1, 2),
                new MemberEvent.IdleMoved(1, 2),
                new MemberEvent.Reduced(1, ACTIVITY, 2, 3, true),
                new MemberEvent.AwardReduced(1, 2, 3),
                new MemberEvent.Unmatched(1, 2, -3),
                new MemberEvent.Measured(1, -2, Long.MAX_VALUE),
                new MemberEvent.Stood(1, 2, 3, Long.MAX_VALUE, MemberEvent.Why.FELL),
                new MemberEvent.GraceBegan(1, 2),
                new MemberEvent.StandingGranted(1, 2, 3, "why"),
                new MemberEvent.GrantEnded(1),
                new MemberEvent.Scored(1, -2),
                new MemberEvent.Adjusted(1, -2, "why"),
                new MemberEvent.Spent(new KeptSpend(1, "s1", 2, 40, 5, false, List.of(LOT))),
                new MemberEvent.SpendCancelled(1, 2, 3, true, List.of(LOT)),
                new MemberEvent.TransferSettled(1, true),
                new MemberEvent.MergeBegan("m"),
                new MemberEvent.MergeEnded(false, "frozen"),
                new MemberEvent.DebtGone(1, 2),
                new MemberEvent.DebtBrought(1, 2),
                new MemberEvent.Absorbed(new byte[]{1, 2}, 1, 2, 3),
                new MemberEvent.StatusChanged(MemberEvent.Status.LEFT, 1, "why"),
                new SubscriptionChanged(SubscriptionChanged.Why.BROUGHT, SUBSCRIPTION),
                new MemberEvent.SeatChanged(MemberEvent.SeatChanged.Why.FOLLOWED,
                        SUBSCRIPTION.change().lead(new Lead(SEAT, LIN, 80, 60)).make()),
                new MemberEvent.SeatGiven(MemberEvent.SeatGiven.Why.REFUSED,
                        new Seat(5, SEAT, 2, LIN, false, 9_000), "frozen"),
                new MemberEvent.Charged(new Charge(6, 2, Charge.Kind.CHANGE, 500, 5, 100, 110, 120,
                        Charge.State.REVERSED, 2)),
                new MemberEvent.Charged(new Charge(6, 0, Charge.Kind.GIFT, 500, 0, 100, 110, 120, Charge.State.VOID, 1,
                        GIFT)),
                new MemberEvent.GiftChanged(6, GIFT),
                new MemberEvent.PaymentMoved(6, 110, 120),
                new MemberEvent.BenefitUsed(USE, List.of(new Benefit.Share(27, 750), new Benefit.Share(28, 500))),
                new MemberEvent.UseCancelled(USE),
                new MemberEvent.BenefitGranted(new Grants.Grant(21, 26, 5, 9_000), "sorry"),
                new MemberEvent.BenefitGranted(new Grants.Grant(21, 0, 5, 9_000, 31), ""),
                new MemberEvent.GivenEnded(21, 31),
                new MemberEvent.CouponChanged(MemberEvent.CouponChanged.Why.ASKED, COUPON, List.of()),
                new MemberEvent.CouponChanged(MemberEvent.CouponChanged.Why.CLAIMED, CLAIMED, List.of()),
                new MemberEvent.CouponChanged(MemberEvent.CouponChanged.Why.REFUNDED,
                        COUPON.granted(5, 10, 9_000).reserved("o1", 2_000, 3_000, 50).redeemed(8_000, 50, 50),
                        List.of(new Benefit.Share(27, -30), new Benefit.Share(28, 10))),
                new MemberEvent.BenefitRevoked(21, "left"),
                new MemberEvent.ChoiceMade(CHOSEN),
                new MemberEvent.TermPointsOver(1, 7),
                new MemberEvent.WarrantyChanged(MemberEvent.WarrantyChanged.Why.RETURNED, WARRANTY),
                new MemberEvent.ClaimChanged(MemberEvent.ClaimChanged.Why.ASKED, CLAIM),
                new MemberEvent.ClaimChanged(MemberEvent.ClaimChanged.Why.BROUGHT, CLAIM.held("F-1", 9_000, 2, 8_000)),
                new MemberEvent.WorthLost(21, 25_800, 2),
                new MemberEvent.IncomeReported(new Incomes.Income(23, 24_305, 125)),
                new MemberEvent.RenewalTold(2, 23, 130, 14_900, 12_900, true, 13_900, 777),
                new MemberEvent.NoticeWithdrawn(2, 130, true, 120),
                new MemberEvent.NoticeWithdrawn(2, 140, false, 120),
                new MemberEvent.OfferTaken(new TakenOffers.Taken(29, 2, 100, 9_000, 2_000)),
                new MemberEvent.YearlyDue(1, Long.MAX_VALUE));
    }

    private static final Warranty WARRANTY = new Warranty("o1", 21, "plus", 8, new Period(180, PeriodUnit.DAYS),
            Lot.NEVER, Lot.NEVER, 9_000, true, 2, List.of(new Warranty.Line(3, "p1", 2)));

    private static final KeptCoupon CLAIMED =
            new KeptCoupon(5, "c5", 33, 2, KeptCoupon.State.CLAIMED, 1, 5, 7, 10, 9_000,
                    0, 50, 0, "", Lot.NEVER, 0, 0, 0);

    private static final KeptCoupon COUPON =
            new KeptCoupon(4, "c4", 33, 2, KeptCoupon.State.AWAITED, 3, 5, 7, 10, 9_000,
                    1, 50, 6, "", Lot.NEVER, 0, 0, 0);

    private static final Choices.Chosen CHOSEN = new Choices.Chosen(1, 30, 21, -5, true);

    private static Set<String> names(Stream<?> all) {
        return all.map(one -> one.getClass().getSimpleName()).collect(Collectors.toSet());
    }

    private static Set<String> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).collect(Collectors.toSet());
    }

    @Test
    void everyKindIsHere() {
        assertThat(names(commands())).isEqualTo(permitted(MemberCommand.class));
        assertThat(names(events())).isEqualTo(permitted(MemberEvent.class));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsReadAsItWasWritten(MemberCommand body) {
        ByteWriter out = new ByteWriter(64);
        CommandCodec.writeBody(out, body);
        ByteReader in = new ByteReader(out.toByteArray());

        assertThat(CommandCodec.readBody(in)).usingRecursiveComparison().isEqualTo(body);
        assertThat(in.remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsReadAsItWasWritten(MemberEvent event) {
        ByteWriter out = new ByteWriter(64);
        EventCodec.write(out, event);
        ByteReader in = new ByteReader(out.toByteArray());

        assertThat(EventCodec.read(in, by(event))).usingRecursiveComparison().isEqualTo(event);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void aNumberOfALaterVersionIsNotTakenForAnother() {
        assertThatThrownBy(
                () -> EventCodec.read(new ByteReader(new byte[]{50, 120, 1}), by(events().toList().getFirst())))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("but found 120");
        byte[] use = {2, 1, 'u', 21, 63};
        assertThatThrownBy(() -> KeptUse.fromRow(1, new ByteReader(use))).isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("but found 63");
        byte[] claim = {1, 'c', 21, 99};
        assertThatThrownBy(() -> KeptClaim.fromRow(1, new ByteReader(claim)))
                .isInstanceOf(MalformedBytesException.class)
                .hasMessageContaining("but found 99");
    }

    /** The command that an event of the kind repeats a part of. */
    private static Command by(MemberEvent event) {
        MemberCommand body = switch (event) {
            case MemberEvent.Recorded e -> new MemberCommand.Record(ACTIVITY);
            case MemberEvent.Absorbed e -> new MemberCommand.Absorb(WU, e.contents(), new byte[0]);
            default -> new MemberCommand.Advance();
        };
        return new Command(LIN, "it", 1, 1, Origin.API, body);
    }

    @Test
    void aMemberKeepsPlansAndBenefits() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING).make());
        Evolution.apply(member, new MemberEvent.BenefitGranted(new Grants.Grant(21, 26, 5, 9_000), "sorry"));
        Evolution.apply(member, new MemberEvent.BenefitUsed(
                new KeptUse(1, "u1", 21, Benefit.Unit.MINUTES, 30, 300, 0, 22, 5, 9_000, 1), List.of()));
        Evolution.apply(member, new MemberEvent.LimitCounted(22, 5, 30, 0));

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.subscriptions).isEqualTo(member.subscriptions);
        assertThat(read.grants.of(21, 0)).containsExactly(new Grants.Grant(21, 26, 5, 9_000));
        assertThat(read.grants.came(21)).isEqualTo(new Grants.Came(21, 30, 300, 0));
        assertThat(read.uses.get(1)).isEqualTo(member.uses.get(1));
        assertThat(read.limits.used(22, 5)).isEqualTo(30);
    }

    @Test
    void aMemberKeepsCouponsAndWhenTheFirstIsDue() {
        Member member = Member.unknown();
        change(member, MemberEvent.CouponChanged.Why.ASKED,
                new KeptCoupon(1, "c4", 33, 2, KeptCoupon.State.AWAITED, 2, 5,
                        7, 10, 9_000, 0, 50, 3, "", Lot.NEVER, 0, 0, 0));
        KeptCoupon asked = Objects.requireNonNull(member.coupons.get(1));
        assertThat(member.coupons.nextDue()).isEqualTo(Lot.NEVER);
        change(member, MemberEvent.CouponChanged.Why.GRANTED, asked.granted(1, 10, 9_000));
        change(member, MemberEvent.CouponChanged.Why.GRANTED, asked.granted(2, 10, 9_500));
        change(member, MemberEvent.CouponChanged.Why.RESERVED,
                asked.granted(1, 10, 9_000).reserved("o1", 2_000, 3_000, 50));
        assertThat(member.coupons.nextDue()).isEqualTo(2_000);

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.coupons.all()).isEqualTo(member.coupons.all()).hasSize(2);
        assertThat(read.coupons.last).isEqualTo(2);
        change(read, MemberEvent.CouponChanged.Why.REDEEMED,
                Objects.requireNonNull(read.coupons.get(1)).redeemed(8_000, 50, 50));
        assertThat(read.coupons.nextDue()).isEqualTo(9_500);
        assertThatThrownBy(() -> change(read, MemberEvent.CouponChanged.Why.REDEEMED, asked.granted(9, 10, 9_000)))
                .isInstanceOf(ImpossibleEventException.class);
    }

    private static void change(Member member, MemberEvent.CouponChanged.Why why, KeptCoupon to) {
        Evolution.apply(member, new MemberEvent.CouponChanged(why, to, List.of()));
    }

    @Test
    void aMemberKeepsSeats() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1)
                .plan(23, 0)
                .phase(Subscription.USUAL, 1)
                .status(Subscription.Status.RUNNING)
                .lead(new Lead(SEAT, WU, 80, 60))
                .make());
        Seat offered = new Seat(1, new SeatName(LIN, 1), 7, WU, false, 9_000);
        Evolution.apply(member, new MemberEvent.SeatGiven(MemberEvent.SeatGiven.Why.OFFERED, offered, ""));

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.subscriptions).isEqualTo(member.subscriptions);
        assertThat(read.tried).isEmpty();
        assertThat(read.seats.all()).containsExactly(offered);
        Evolution.apply(read, new MemberEvent.SeatGiven(MemberEvent.SeatGiven.Why.OVER, offered, ""));
        assertThat(read.seats.all()).isEmpty();
        assertThatThrownBy(() -> Evolution.apply(read,
                new MemberEvent.SeatGiven(MemberEvent.SeatGiven.Why.OFFERED, offered, "")))
                .isInstanceOf(ImpossibleEventException.class);
    }

    @Test
    void aMemberKeepsWhatWasUsedInATermAndWhichOffersWereTaken() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING).make());
        KeptUse use = new KeptUse(1, "u1", 21, Benefit.Unit.MINUTES, 30, 300, 7, 0, 0, 9_000, 1);
        Evolution.apply(member, new MemberEvent.BenefitUsed(use, List.of()));
        Evolution.apply(member, new MemberEvent.OfferTaken(new TakenOffers.Taken(29, 1, 100, 9_000, 2_000)));

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.termUses.of(1)).containsExactly(new TermUses.Used(1, 21, 30, 300, 7));
        assertThat(read.offers.credit(1)).isEqualTo(2_000);
        assertThat(read.uses.get(1)).isEqualTo(use);
    }

    @Test
    void aUseOfATermBeforeIsTakenFromNoSumWhenItIsCancelled() {
        Member member = Member.unknown();
        Subscription.Draft running = new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING);
        member.put(running.term(0, 10).make());
        KeptUse before = new KeptUse(1, "u1", 21, Benefit.Unit.USES, 2, 20, 0, 0, 0, 9_000, 1);
        KeptUse since = new KeptUse(2, "u2", 21, Benefit.Unit.USES, 3, 30, 0, 0, 0, 9_000, 1);
        Evolution.apply(member, new MemberEvent.BenefitUsed(before, List.of()));
        member.put(running.term(10, 20).make());
        assertThat(member.termUses.of(1)).isEmpty();
        Evolution.apply(member, new MemberEvent.BenefitUsed(since, List.of()));

        Evolution.apply(member, new MemberEvent.UseCancelled(before));

        assertThat(member.termUses.of(1)).containsExactly(new TermUses.Used(1, 21, 3, 30, 0));
        Evolution.apply(member, new MemberEvent.UseCancelled(since));
        assertThat(member.termUses.of(1)).isEmpty();
    }

    @Test
    void aMemberOfFormatTwoHasNoTermUses() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING).make());
        byte[] now = MemberCodec.change(member, new ByteWriter(256)).head();
        byte[] before = before(member, now, 2);

        Member read = Member.open(new Image(before, Pages.NONE));

        assertThat(read.subscriptions).isEqualTo(member.subscriptions);
        assertThat(read.incomes.all()).isEmpty();
        assertThat(read.lastClaim).isZero();
    }

    @Test
    void aMemberOfTheFormatBeforeHasNeither() {
        Member member = Member.unknown();
        member.version = 5;
        byte[] now = MemberCodec.change(member, new ByteWriter(256)).head();
        byte[] before = before(member, now, 1);

        Member read = Member.open(new Image(before, Pages.NONE));

        assertThat(read.version).isEqualTo(5);
        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(now);
    }

    @Test
    void aMemberKeepsWarrantiesAndWhatEndedWithATerm() {
        Member member = Member.unknown();
        Evolution.apply(member, new MemberEvent.TermPointsOver(1, 7));
        Evolution.apply(member, new MemberEvent.ChoiceMade(CHOSEN));
        Evolution.apply(member, new MemberEvent.WarrantyChanged(MemberEvent.WarrantyChanged.Why.GIVEN, WARRANTY));

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.wallet(1).isOver(7)).isTrue();
        assertThat(read.wallet(1).isOver(8)).isFalse();
        assertThat(read.choices.of(new Subscription.Draft().number(1).term(-5, 5).make(), 30)).isEqualTo(CHOSEN);
        assertThat(read.choices.of(new Subscription.Draft().number(1).term(5, 9).make(), 30)).isNull();
        assertThat(read.warranties.of("o1", 0)).containsExactly(WARRANTY);
        assertThat(read.warranties.of("o1", 9_000)).isEmpty();
    }

    @Test
    void aMemberOfTheSecondFormatHasNoWarrantiesAndNothingThatEnded() {
        Member member = Member.unknown();
        member.version = 5;
        Wallet wallet = member.wallet(1);
        wallet.move(Account.ISSUED, Account.AVAILABLE, 3);
        byte[] now = MemberCodec.change(member, new ByteWriter(256)).head();
        byte[] before = before(member, now, 2);

        Member read = Member.open(new Image(before, Pages.NONE));

        assertThat(read.available(1)).isEqualTo(3);
        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(now);
    }

    @Test
    void whatAnotherGaveAwayBeforeThereWereWarrantiesIsTakenIn() {
        Member other = Member.unknown();
        other.put(new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING).make());
        byte[] contents = Absorbing.contents(other);
        Member member = Member.unknown();

        // They end with no claims, no warranties, no choices, and what there is of terms, offers and incomes; then with sums, no gifts and no coupons.
        ByteWriter sums = new ByteWriter(64);
        other.sums.write(sums);
        int end = contents.length - sums.size() - 11;
        Evolution.apply(member, new MemberEvent.Absorbed(Arrays.copyOf(contents, end), 0, 0, 0));

        assertThat(member.subscriptions).hasSize(1);
        assertThat(member.warranties.table().isEmpty()).isTrue();
    }

    @Test
    void aMemberOfTheFormatBeforeIsAddedUpFromWhatItKept() {
        Member member = Member.unknown();
        Evolution.apply(member, new MemberEvent.SubscriptionChanged(MemberEvent.SubscriptionChanged.Why.BEGAN,
                new Subscription.Draft().number(1).plan(23, 0).phase(1, 1).status(Subscription.Status.RUNNING).make()));
        Charge charge = new Charge(1, 1, Charge.Kind.PURCHASE, 900, 0, 0, 0, 9, Charge.State.DUE, 1);
        Evolution.apply(member, new MemberEvent.Charged(charge));
        Evolution.apply(member, new MemberEvent.Charged(charge.with(Charge.State.SETTLED)));
        Evolution.apply(member, new MemberEvent.Counted(11, 5, 2, 700, 0));
        byte[] now = MemberCodec.change(member, new ByteWriter(256)).head();
        byte[] before = before(member, now, 2);

        Member read = Member.open(new Image(before, Pages.NONE));

        assertThat(read.sums.of(Series.of(23, Series.OfPlan.FEES))).isEqualTo(900);
        assertThat(read.sums.of(Series.of(11, Series.OfKind.COUNT))).isEqualTo(2);
        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(now);
    }

    @Test
    void aMemberKeepsGiftsThatAreUnderWayAndATermAhead() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1)
                .plan(23, 0)
                .status(Subscription.Status.RUNNING)
                .ahead(new Subscription.Ahead(4, 5, 900))
                .make());
        Gift gift = new Gift(-7, 1, 8, 23, Gift.State.OPEN, "");
        Charge charge = new Charge(1, 0, Charge.Kind.GIFT, 900, 0, 0, 0, 9, Charge.State.DUE, 1, gift);
        Evolution.apply(member, new MemberEvent.Charged(charge));
        Evolution.apply(member, new MemberEvent.Charged(new Charge(2, 0, Charge.Kind.GIFT, 900, 0, 0, 0, 9,
                Charge.State.DUE, 1, gift)));
        Evolution.apply(member, new MemberEvent.Charged(charge.with(Charge.State.SETTLED)));
        Evolution.apply(member, new MemberEvent.GiftChanged(1, gift.with(Gift.State.SENT, "")));

        byte[] head = MemberCodec.change(member, new ByteWriter(256)).head();
        Member read = Member.open(new Image(head, Pages.NONE));

        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(head);
        assertThat(read.subscriptions).isEqualTo(member.subscriptions);
        assertThat(read.gifts.sent()).isEqualTo(1);
        assertThat(read.gifts.awaited()).containsExactly(2L);
        assertThat(read.gifts.nextDue()).isEqualTo(9);
        assertThat(Objects.requireNonNull(read.charges.get(1)).gift()).isEqualTo(gift.with(Gift.State.SENT, ""));
    }

    @Test
    void aMemberOfTheThirdFormatHasNoGifts() {
        Member member = Member.unknown();
        member.put(new Subscription.Draft().number(1).plan(23, 0).status(Subscription.Status.RUNNING).make());
        byte[] now = MemberCodec.change(member, new ByteWriter(256)).head();
        byte[] before = Arrays.copyOf(now, now.length - 1);
        before[0] = 3;

        Member read = Member.open(new Image(before, Pages.NONE));

        assertThat(read.subscriptions).isEqualTo(member.subscriptions);
        assertThat(MemberCodec.change(read, new ByteWriter(256)).head()).isEqualTo(now);
    }

    /** A head as an earlier format had it: without the parts that came later. */
    private static byte[] before(Member member, byte[] now, int format) {
        // What stands behind the tables.
        ByteWriter sums = new ByteWriter(64);
        member.sums.write(sums);
        member.seats.write(sums);
        ByteWriter lifetimes = new ByteWriter(64);
        member.totals.writeLifetimes(lifetimes);
        int tables = Arrays.stream(member.tables()).mapToInt(CodecTest::size).sum();
        int gone = size(member.claims.table()) + size(member.warranties.table()) + size(member.coupons.table())
                + (format == 1 ? size(member.charges.table()) + size(member.uses.table()) : 0);
        // The last claim, of each wallet up to which spend its points are over, choices, and four numbers of terms, offers and
        // incomes; before them, with the first format, six numbers of what there was not yet.
        int numbers = (format == 1 ? 6 : 0) + 6 + member.wallets.size();
        // Behind the sums, how many gifts are under way, and the last coupon.
        int all = now.length - 2;
        int lists = all - sums.size() - tables - lifetimes.size() - numbers;
        byte[] before = new byte[all - sums.size() - gone - numbers];
        System.arraycopy(now, 0, before, 0, lists);
        System.arraycopy(now, lists + numbers, before, lists, before.length - lists);
        before[0] = (byte) format;
        return before;
    }

    private static int size(Table table) {
        ByteWriter out = new ByteWriter(16);
        table.write(out);
        return out.toByteArray().length;
    }
}
