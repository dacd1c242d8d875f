package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.activity.KnownField;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.member.MemberEvent.Absorbed;
import org.guildhall.core.member.MemberEvent.Adjusted;
import org.guildhall.core.member.MemberEvent.AwardReduced;
import org.guildhall.core.member.MemberEvent.BenefitGranted;
import org.guildhall.core.member.MemberEvent.BenefitRevoked;
import org.guildhall.core.member.MemberEvent.BenefitUsed;
import org.guildhall.core.member.MemberEvent.Charged;
import org.guildhall.core.member.MemberEvent.ChoiceMade;
import org.guildhall.core.member.MemberEvent.ClaimChanged;
import org.guildhall.core.member.MemberEvent.Counted;
import org.guildhall.core.member.MemberEvent.CouponChanged;
import org.guildhall.core.member.MemberEvent.DebtBrought;
import org.guildhall.core.member.MemberEvent.DebtGone;
import org.guildhall.core.member.MemberEvent.Described;
import org.guildhall.core.member.MemberEvent.ExpiredCounted;
import org.guildhall.core.member.MemberEvent.Gave;
import org.guildhall.core.member.MemberEvent.GiftChanged;
import org.guildhall.core.member.MemberEvent.GivenEnded;
import org.guildhall.core.member.MemberEvent.GraceBegan;
import org.guildhall.core.member.MemberEvent.GrantEnded;
import org.guildhall.core.member.MemberEvent.IdleMoved;
import org.guildhall.core.member.MemberEvent.IncomeReported;
import org.guildhall.core.member.MemberEvent.Joined;
import org.guildhall.core.member.MemberEvent.LimitCounted;
import org.guildhall.core.member.MemberEvent.LotOpened;
import org.guildhall.core.member.MemberEvent.Measured;
import org.guildhall.core.member.MemberEvent.MergeBegan;
import org.guildhall.core.member.MemberEvent.MergeEnded;
import org.guildhall.core.member.MemberEvent.NoticeWithdrawn;
import org.guildhall.core.member.MemberEvent.OfferTaken;
import org.guildhall.core.member.MemberEvent.Owed;
import org.guildhall.core.member.MemberEvent.PartCounted;
import org.guildhall.core.member.MemberEvent.PaymentMoved;
import org.guildhall.core.member.MemberEvent.Posted;
import org.guildhall.core.member.MemberEvent.Recorded;
import org.guildhall.core.member.MemberEvent.Reduced;
import org.guildhall.core.member.MemberEvent.RenewalTold;
import org.guildhall.core.member.MemberEvent.Scored;
import org.guildhall.core.member.MemberEvent.SeatChanged;
import org.guildhall.core.member.MemberEvent.SeatGiven;
import org.guildhall.core.member.MemberEvent.SpendCancelled;
import org.guildhall.core.member.MemberEvent.Spent;
import org.guildhall.core.member.MemberEvent.StandingGranted;
import org.guildhall.core.member.MemberEvent.Status;
import org.guildhall.core.member.MemberEvent.StatusChanged;
import org.guildhall.core.member.MemberEvent.Stood;
import org.guildhall.core.member.MemberEvent.SubscriptionChanged;
import org.guildhall.core.member.MemberEvent.TermPointsOver;
import org.guildhall.core.member.MemberEvent.TermsBegan;
import org.guildhall.core.member.MemberEvent.TimePassed;
import org.guildhall.core.member.MemberEvent.TransferSettled;
import org.guildhall.core.member.MemberEvent.Unmatched;
import org.guildhall.core.member.MemberEvent.UseCancelled;
import org.guildhall.core.member.MemberEvent.Vested;
import org.guildhall.core.member.MemberEvent.WarrantyChanged;
import org.guildhall.core.member.MemberEvent.Why;
import org.guildhall.core.member.MemberEvent.WorthLost;
import org.guildhall.core.member.MemberEvent.YearlyDue;
import org.guildhall.core.terms.Benefit;

/**
 * The stored form of events. The numbers are stored: never change or reuse one, never change the meaning of one; add
 * another. What an event repeats of its entry's command (an activity, an id) is not stored again.
 */
final class EventCodec {
    private static final int AMOUNT = KnownField.AMOUNT.symbol();
    private static final Why[] WHYS = Why.values();
    private static final SubscriptionChanged.Why[] PLAN_WHYS = SubscriptionChanged.Why.values();
    private static final WarrantyChanged.Why[] WARRANTY_WHYS = WarrantyChanged.Why.values();
    private static final ClaimChanged.Why[] CLAIM_WHYS = ClaimChanged.Why.values();
    private static final CouponChanged.Why[] COUPON_WHYS = CouponChanged.Why.values();
    private static final SeatChanged.Why[] SEAT_WHYS = SeatChanged.Why.values();
    private static final SeatGiven.Why[] GIVEN_WHYS = SeatGiven.Why.values();
    private static final Status[] STATUSES = Status.values();

    private EventCodec() {}

    static void write(ByteWriter out, MemberEvent event) {
        switch (event) {
            case TimePassed e -> out.writeByte(1).writeSigned(e.moment());
            case Joined e -> out.writeByte(2).writeSigned(e.at());
            case Described e -> e.fields().write(out.writeByte(3));
            case Recorded e -> writeRecorded(out.writeByte(4), e);
            case Counted e -> {
                out.writeByte(5).writeVarint(e.series()).writeSigned(e.day()).writeSigned(e.count());
                out.writeSigned(e.amount()).writeSigned(e.keptFrom());
            }
            case LimitCounted e -> {
                out.writeByte(6).writeVarint(e.limit()).writeSigned(e.period()).writeSigned(e.change());
                Lot.writeMoment(out, e.keptFrom());
            }
            case LotOpened e ->
                    e.lot().write(out.writeByte(7).writeVarint(e.currency()).writeByte(e.from().ordinal()));
            case Gave e -> out.writeByte(8).writeVarint(e.rule()).writeVarint(e.currency()).writeVarint(e.amount());
            case Vested e ->
                    Lot.writeMoment(out.writeByte(9).writeVarint(e.currency()).writeVarint(e.lot()), e.vestsAt());
            case Posted e -> {
                out.writeByte(10).writeVarint(e.currency()).writeByte(e.from().ordinal() << 4 | e.to().ordinal());
                Lot.writeMoment(out.writeVarint(e.lot()), e.key());
                out.writeVarint(e.amount());
            }
            case Owed e -> out.writeByte(11).writeVarint(e.currency()).writeVarint(e.amount());
            case ExpiredCounted e -> out.writeByte(12).writeVarint(e.lot()).writeVarint(e.amount());
            case IdleMoved e -> Lot.writeMoment(out.writeByte(13).writeVarint(e.currency()), e.moment());
            case TermPointsOver e -> out.writeByte(44).writeVarint(e.currency()).writeVarint(e.spend());
            case Reduced e -> {
                e.left().write(out.writeByte(14).writeVarint(e.activity()));
                out.writeVarint(e.amount()).writeVarint(e.taken()).writeBoolean(e.whole());
            }
            case AwardReduced e ->
                    out.writeByte(15).writeVarint(e.activity()).writeVarint(e.award()).writeVarint(e.amount());
            case Unmatched e ->
                    out.writeByte(16).writeVarint(e.line()).writeVarint(e.quantity()).writeSigned(e.amount());
            case Measured e -> Lot.writeMoment(
                    out.writeByte(17).writeVarint(e.ladder()).writeSigned(e.measure()), e.from());
            case Stood e -> {
                out.writeByte(18).writeVarint(e.ladder()).writeVarint(e.tier()).writeSigned(e.since());
                Lot.writeMoment(out, e.until());
                out.writeByte(e.why().ordinal());
            }
            case GraceBegan e -> Lot.writeMoment(out.writeByte(19).writeVarint(e.ladder()), e.until());
            case StandingGranted e -> {
                Lot.writeMoment(out.writeByte(20).writeVarint(e.ladder()).writeVarint(e.tier()), e.until());
                out.writeText(e.reason());
            }
            case GrantEnded e -> out.writeByte(21).writeVarint(e.ladder());
            case Scored e -> out.writeByte(22).writeVarint(e.score()).writeSigned(e.value());
            case Adjusted e ->
                    out.writeByte(23).writeVarint(e.currency()).writeSigned(e.amount()).writeText(e.reason());
            case Spent e -> e.spend().writeRow(out.writeByte(24).writeVarint(e.spend().number()));
            case SpendCancelled e -> {
                out.writeByte(25).writeVarint(e.spend()).writeVarint(e.currency()).writeVarint(e.amount());
                KeptSpend.writeLots(out.writeBoolean(e.sent()), e.lots());
            }
            case TransferSettled e -> out.writeByte(26).writeVarint(e.spend()).writeBoolean(e.arrived());
            case StatusChanged e ->
                    out.writeByte(27).writeByte(e.status().ordinal()).writeSigned(e.since()).writeText(e.reason());
            case SubscriptionChanged e -> e.to().write(out.writeByte(35).writeByte(e.why().ordinal()));
            case Charged e -> e.to().writeRow(out.writeByte(36).writeVarint(e.to().number()));
            case GiftChanged e -> e.gift().write(out.writeByte(60).writeVarint(e.payment()));
            case PaymentMoved e ->
                    out.writeByte(61).writeVarint(e.payment()).writeSigned(e.from()).writeSigned(e.until());
            case BenefitUsed e -> {
                e.use().writeRow(out.writeByte(40).writeVarint(e.use().number()));
                out.writeVarint(e.shares().size());
                for (Benefit.Share share : e.shares()) {
                    out.writeVarint(share.payer()).writeVarint(share.amount());
                }
            }
            case ChoiceMade e -> e.chosen().write(out.writeByte(46));
            case WarrantyChanged e -> e.to()
                    .writeRow(out.writeByte(45).writeByte(e.why().ordinal()).writeVarint(e.to().benefit()));
            case UseCancelled e -> e.use().writeRow(out.writeByte(41).writeVarint(e.use().number()));
            case BenefitGranted e -> {
                e.grant().write(out.writeByte(42));
                out.writeText(e.reason());
            }
            case BenefitRevoked e -> out.writeByte(43).writeVarint(e.benefit()).writeText(e.reason());
            case ClaimChanged e -> {
                out.writeByte(50).writeByte(e.why().ordinal()).writeVarint(e.to().number());
                e.to().writeRow(out);
            }
            case WorthLost e -> out.writeByte(51)
                    .writeVarint(e.benefit())
                    .writeVarint(e.worth())
                    .writeVarint(e.subscription());
            case PartCounted e -> out.writeByte(52)
                    .writeVarint(e.part())
                    .writeSigned(e.count())
                    .writeSigned(e.amount())
                    .writeVarint(e.by());
            case OfferTaken e -> e.taken().write(out.writeByte(37));
            case IncomeReported e -> out.writeByte(39)
                    .writeVarint(e.income().plan())
                    .writeVarint(e.income().month())
                    .writeVarint(e.income().amount());
            case RenewalTold e -> {
                out.writeByte(38).writeVarint(e.subscription()).writeVarint(e.plan()).writeSigned(e.at());
                out.writeVarint(e.price()).writeVarint(e.due()).writeBoolean(e.consent());
                out.writeVarint(e.fee()).writeVarint(e.worth());
            }
            case SeatChanged e -> e.to().write(out.writeByte(70).writeByte(e.why().ordinal()));
            case SeatGiven e -> {
                e.seat().write(out.writeByte(71).writeByte(e.why().ordinal()));
                out.writeText(e.reason());
            }
            case NoticeWithdrawn e -> {
                out.writeByte(e.withdrawn() ? 80 : 53).writeVarint(e.subscription()).writeSigned(e.from());
                Lot.writeMoment(out, e.noticeAt());
            }
            case CouponChanged e -> {
                e.to().writeRow(out.writeByte(82).writeByte(e.why().ordinal()).writeVarint(e.to().number()));
                out.writeVarint(e.shares().size());
                for (Benefit.Share share : e.shares()) {
                    out.writeVarint(share.payer()).writeSigned(share.amount());
                }
            }
            case GivenEnded e -> out.writeByte(81).writeVarint(e.benefit()).writeVarint(e.rule());
            case YearlyDue e -> Lot.writeMoment(out.writeByte(28).writeVarint(e.rule()), e.moment());
            case TermsBegan e -> out.writeByte(33).writeSigned(e.from());
            case MergeBegan e -> out.writeByte(29).writeText(e.id());
            case MergeEnded e -> out.writeByte(30).writeBoolean(e.done()).writeText(e.reason());
            case DebtGone e -> out.writeByte(31).writeVarint(e.currency()).writeVarint(e.amount());
            case DebtBrought e -> out.writeByte(34).writeVarint(e.currency()).writeVarint(e.amount());
            case Absorbed e ->
                    out.writeByte(32).writeVarint(e.lots()).writeVarint(e.activities()).writeVarint(e.spends());
        }
    }

    static MemberEvent read(ByteReader in, Command command) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new TimePassed(in.readSigned());
            case 2 -> new Joined(in.readSigned());
            case 3 -> new Described(Fields.read(in));
            case 4 -> readRecorded(in, command);
            case 5 -> new Counted(
                    in.readVarint(), in.readSigned(), in.readSigned(), in.readSigned(), in.readSigned());
            case 6 -> new LimitCounted(in.readCount(), in.readSigned(), in.readSigned(), Lot.readMoment(in));
            case 7 -> new LotOpened(in.readCount(), account(in.readByte()), Lot.read(in));
            case 8 -> new Gave(in.readCount(), in.readCount(), in.readVarint());
            case 9 -> new Vested(in.readCount(), in.readVarint(), Lot.readMoment(in));
            case 10 -> {
                int currency = in.readCount();
                int accounts = in.readByte();
                yield new Posted(
                        currency,
                        account(accounts >>> 4),
                        account(accounts & 15),
                        in.readVarint(),
                        Lot.readMoment(in),
                        in.readVarint());
            }
            case 11 -> new Owed(in.readCount(), in.readVarint());
            case 12 -> new ExpiredCounted(in.readVarint(), in.readVarint());
            case 13 -> new IdleMoved(in.readCount(), Lot.readMoment(in));
            case 14 -> new Reduced(
                    in.readVarint(), Activity.read(in), in.readVarint(), in.readVarint(), in.readBoolean());
            case 15 -> new AwardReduced(in.readVarint(), in.readCount(), in.readVarint());
            case 16 -> new Unmatched(in.readCount(), in.readVarint(), in.readSigned());
            case 17 -> new Measured(in.readCount(), in.readSigned(), Lot.readMoment(in));
            case 18 -> new Stood(
                    in.readCount(),
                    in.readCount(),
                    in.readSigned(),
                    Lot.readMoment(in),
                    WHYS[in.readOrdinal(WHYS.length)]);
            case 19 -> new GraceBegan(in.readCount(), Lot.readMoment(in));
            case 20 -> new StandingGranted(in.readCount(), in.readCount(), Lot.readMoment(in), in.readText());
            case 21 -> new GrantEnded(in.readCount());
            case 22 -> new Scored(in.readCount(), in.readSigned());
            case 23 -> new Adjusted(in.readCount(), in.readSigned(), in.readText());
            case 24 -> new Spent(KeptSpend.fromRow(in.readVarint(), in));
            case 25 -> new SpendCancelled(
                    in.readVarint(), in.readCount(), in.readVarint(), in.readBoolean(), KeptSpend.readLots(in));
            case 26 -> new TransferSettled(in.readVarint(), in.readBoolean());
            case 27 -> new StatusChanged(
                    STATUSES[in.readOrdinal(STATUSES.length)], in.readSigned(), in.readText());
            case 28 -> new YearlyDue(in.readCount(), Lot.readMoment(in));
            case 33 -> new TermsBegan(in.readSigned());
            case 29 -> new MergeBegan(in.readText());
            case 30 -> new MergeEnded(in.readBoolean(), in.readText());
            case 31 -> new DebtGone(in.readCount(), in.readVarint());
            case 32 -> new Absorbed(absorb(command).contents(), in.readVarint(), in.readVarint(), in.readVarint());
            case 35 ->
                    new SubscriptionChanged(PLAN_WHYS[in.readOrdinal(PLAN_WHYS.length)], Subscription.read(in));
            case 36 -> new Charged(Charge.fromRow(in.readVarint(), in));
            case 37 -> new OfferTaken(TakenOffers.Taken.read(in));
            case 38 -> new RenewalTold(in.readVarint(), in.readCount(), in.readSigned(), in.readVarint(),
                    in.readVarint(), in.readBoolean(), in.readVarint(), in.readVarint());
            case 39 -> new IncomeReported(new Incomes.Income(in.readCount(), in.readCount(), in.readVarint()));
            case 40 -> new BenefitUsed(KeptUse.fromRow(in.readVarint(), in), readShares(in));
            case 41 -> new UseCancelled(KeptUse.fromRow(in.readVarint(), in));
            case 42 -> new BenefitGranted(Grants.Grant.read(in), in.readText());
            case 43 -> new BenefitRevoked(in.readCount(), in.readText());
            case 44 -> new TermPointsOver(in.readCount(), in.readVarint());
            case 46 -> new ChoiceMade(Choices.Chosen.read(in));
            case 45 -> new WarrantyChanged(WARRANTY_WHYS[in.readOrdinal(WARRANTY_WHYS.length)],
                    Warranty.fromRow(in.readCount(), in));
            case 34 -> new DebtBrought(in.readCount(), in.readVarint());
            case 50 -> {
                ClaimChanged.Why why = CLAIM_WHYS[in.readOrdinal(CLAIM_WHYS.length)];
                yield new ClaimChanged(why, KeptClaim.fromRow(in.readVarint(), in));
            }
            case 52 -> new PartCounted(in.readCount(), in.readSigned(), in.readSigned(), in.readCount());
            case 51 -> new WorthLost(in.readCount(), in.readVarint(), in.readVarint());
            case 60 -> new GiftChanged(in.readVarint(), Gift.read(in));
            case 61 -> new PaymentMoved(in.readVarint(), in.readSigned(), in.readSigned());
            case 70 -> new SeatChanged(SEAT_WHYS[in.readOrdinal(SEAT_WHYS.length)], Subscription.read(in));
            case 71 -> new SeatGiven(GIVEN_WHYS[in.readOrdinal(GIVEN_WHYS.length)], Seat.read(in), in.readText());
            case 82 -> readCoupon(in);
            case 81 -> new GivenEnded(in.readCount(), in.readCount());
            case 80 -> new NoticeWithdrawn(in.readVarint(), in.readSigned(), true, Lot.readMoment(in));
            case 53 -> new NoticeWithdrawn(in.readVarint(), in.readSigned(), false, Lot.readMoment(in));
            default -> throw new MalformedBytesException("expected the number of an event, but found " + number);
        };
    }

    private static void writeRecorded(ByteWriter out, Recorded e) {
        out.writeVarint(e.number()).writeSigned(e.at()).writeSigned(e.day()).writeSigned(e.amount());
        out.writeSigned(e.keptUntil()).writeByte((e.effective() ? 1 : 0) | (e.activity().fields().has(AMOUNT) ? 2 : 0));
        out.writeVarint(e.awards().size());
        for (KeptActivity.Award award : e.awards()) {
            award.write(out);
        }
    }

    private static Recorded readRecorded(ByteReader in, Command command) {
        if (!(command.body() instanceof MemberCommand.Record record)) {
            throw new MalformedBytesException("expected an activity recorded by a command that records, but found "
                    + command.body().getClass().getSimpleName());
        }
        long number = in.readVarint();
        long at = in.readSigned();
        long day = in.readSigned();
        long amount = in.readSigned();
        long keptUntil = in.readSigned();
        int flags = in.readByte();
        int size = CommandCodec.size(in);
        List<KeptActivity.Award> awards = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            awards.add(KeptActivity.Award.read(in));
        }
        Activity activity = record.activity();
        Activity complete = (flags & 2) == 0
                ? activity
                : new Activity(activity.kind(), activity.fields().with(AMOUNT, amount), activity.lines());
        return new Recorded(
                number, command.id(), complete, at, day, amount, keptUntil, (flags & 1) == 1, awards);
    }

    private static CouponChanged readCoupon(ByteReader in) {
        CouponChanged.Why why = COUPON_WHYS[in.readOrdinal(COUPON_WHYS.length)];
        KeptCoupon to = KeptCoupon.fromRow(in.readVarint(), in);
        int size = CommandCodec.size(in);
        List<Benefit.Share> shares = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            shares.add(new Benefit.Share(in.readCount(), in.readSigned()));
        }
        return new CouponChanged(why, to, List.copyOf(shares));
    }

    private static List<Benefit.Share> readShares(ByteReader in) {
        int size = CommandCodec.size(in);
        List<Benefit.Share> shares = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            shares.add(new Benefit.Share(in.readCount(), in.readVarint()));
        }
        return shares;
    }

    private static MemberCommand.Absorb absorb(Command command) {
        if (command.body() instanceof MemberCommand.Absorb absorb) {
            return absorb;
        }
        throw new MalformedBytesException("expected contents brought by a command that absorbs, but found "
                + command.body().getClass().getSimpleName());
    }

    private static Account account(int ordinal) {
        return Account.of(ByteReader.below(ordinal, Account.count()));
    }
}
