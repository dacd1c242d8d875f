package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Activity;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.stock.BudgetCommand;
import org.guildhall.core.stock.SliceCommand;
import org.guildhall.core.stock.StockCommand;

/** The stored form of commands. The numbers are stored: never change or reuse one. */
final class CommandCodec {
    private CommandCodec() {}

    static void write(ByteWriter out, Command command) {
        command.entity().write(out);
        out.writeText(command.id())
                .writeSigned(command.at())
                .writeSigned(command.received())
                .writeByte(command.origin().number());
        switch (command.entity().kind()) {
            case MEMBER -> writeBody(out, (MemberCommand) command.body());
            case STOCK -> StockCommand.write(out, (StockCommand) command.body());
            case BUDGET -> BudgetCommand.write(out, (BudgetCommand) command.body());
            case SLICE -> SliceCommand.write(out, (SliceCommand) command.body());
        }
    }

    static Command read(ByteReader in) {
        EntityName entity = EntityName.read(in);
        String id = in.readText();
        long at = in.readSigned();
        long received = in.readSigned();
        Origin origin = Origin.of(in.readByte());
        Command.Body body = switch (entity.kind()) {
            case MEMBER -> readBody(in);
            case STOCK -> StockCommand.read(in);
            case BUDGET -> BudgetCommand.read(in);
            case SLICE -> SliceCommand.read(in);
        };
        return new Command(entity, id, at, received, origin, body);
    }

    static void writeBody(ByteWriter out, MemberCommand body) {
        switch (body) {
            case MemberCommand.Join c -> c.fields().write(out.writeByte(1));
            case MemberCommand.Describe c -> c.fields().write(out.writeByte(2));
            case MemberCommand.Record c -> c.activity().write(out.writeByte(3));
            case MemberCommand.Reverse c -> {
                out.writeByte(4).writeText(c.activityId());
                writePart(out, c.part());
            }
            case MemberCommand.Adjust c ->
                    out.writeByte(5).writeVarint(c.currency()).writeSigned(c.amount()).writeText(c.reason());
            case MemberCommand.Spend c ->
                    out.writeByte(6).writeVarint(c.currency()).writeSigned(c.amount()).writeText(c.purpose());
            case MemberCommand.CancelSpend c -> out.writeByte(7).writeText(c.spendId());
            case MemberCommand.GrantStanding c -> {
                out.writeByte(8).writeVarint(c.ladder()).writeVarint(c.tier());
                Lot.writeMoment(out, c.until());
                out.writeText(c.reason());
            }
            case MemberCommand.Score c -> out.writeByte(9).writeVarint(c.score()).writeSigned(c.value());
            case MemberCommand.Freeze c -> out.writeByte(10).writeText(c.reason());
            case MemberCommand.Unfreeze c -> out.writeByte(11).writeText(c.reason());
            case MemberCommand.Leave c -> out.writeByte(12).writeText(c.reason());
            case MemberCommand.Open c -> writeOpen(out.writeByte(13), c);
            case MemberCommand.Advance c -> out.writeByte(14);
            case MemberCommand.Transfer c -> {
                c.to().write(out.writeByte(15));
                out.writeVarint(c.currency()).writeSigned(c.amount());
            }
            case MemberCommand.Merge c -> c.from().write(out.writeByte(16));
            case MemberCommand.Receive c -> {
                c.from().write(out.writeByte(17));
                writeLots(out.writeVarint(c.transfer()), c.lots());
            }
            case MemberCommand.Received c -> out.writeByte(18).writeVarint(c.transfer()).writeText(c.refusal());
            case MemberCommand.Yield c -> c.to().write(out.writeByte(19));
            case MemberCommand.Absorb c -> {
                c.from().write(out.writeByte(20));
                out.writeBytes(c.contents()).writeBytes(c.points());
            }
            case MemberCommand.NotYielded c -> {
                c.from().write(out.writeByte(21));
                out.writeText(c.refusal());
            }
            case MemberCommand.Subscribe c -> {
                if (c.renews() == MemberCommand.Renews.UNSAID) {
                    out.writeByte(22).writeVarint(c.plan());
                } else {
                    out.writeByte(32).writeVarint(c.plan()).writeBoolean(c.renews() == MemberCommand.Renews.YES);
                }
            }
            case MemberCommand.CancelPlan c -> out.writeByte(23).writeVarint(c.plan()).writeBoolean(c.atOnce());
            case MemberCommand.KeepPlan c -> out.writeByte(24).writeVarint(c.plan());
            case MemberCommand.PausePlan c -> Lot.writeMoment(out.writeByte(25).writeVarint(c.plan()), c.until());
            case MemberCommand.ResumePlan c -> out.writeByte(26).writeVarint(c.plan());
            case MemberCommand.ChangePlan c -> out.writeByte(27).writeVarint(c.plan()).writeVarint(c.to());
            case MemberCommand.AgreeToPrice c -> out.writeByte(28).writeVarint(c.plan()).writeSigned(c.price());
            case MemberCommand.PaymentSettled c ->
                    out.writeByte(29).writeVarint(c.plan()).writeVarint(c.payment()).writeSigned(c.amount());
            case MemberCommand.PaymentFailed c ->
                    out.writeByte(30).writeVarint(c.plan()).writeVarint(c.payment()).writeText(c.reason());
            case MemberCommand.PaymentReversed c -> out.writeByte(31).writeVarint(c.payment()).writeText(c.reason());
            case MemberCommand.TakeOffer c -> out.writeByte(33).writeVarint(c.plan()).writeVarint(c.offer());
            case MemberCommand.ReportIncome c ->
                    out.writeByte(34).writeVarint(c.plan()).writeVarint(c.month()).writeSigned(c.amount());
            case MemberCommand.ProlongPlan c -> out.writeByte(60).writeVarint(c.plan());
            case MemberCommand.Give c -> c.to().write(out.writeByte(61).writeVarint(c.plan()));
            case MemberCommand.CancelGift c -> out.writeByte(62).writeVarint(c.payment());
            case MemberCommand.Gifted c -> {
                c.from().write(out.writeByte(63));
                out.writeVarint(c.payment()).writeVarint(c.plan()).writeSigned(c.pinned()).writeVarint(c.price());
            }
            case MemberCommand.GiftAnswered c -> out.writeByte(64).writeVarint(c.payment()).writeText(c.refusal());
            case MemberCommand.GiftTakenBack c -> out.writeByte(65).writeLong(c.giver()).writeVarint(c.payment());
            case MemberCommand.Use c when c.order().equals(MemberCommand.Order.NONE) ->
                    out.writeByte(40).writeVarint(c.benefit()).writeSigned(c.amount());
            case MemberCommand.Use c -> {
                out.writeByte(44).writeVarint(c.benefit()).writeSigned(c.amount()).writeText(c.order().of());
                out.writeText(c.order().product()).writeSigned(c.order().amount());
            }
            case MemberCommand.Choose c -> out.writeByte(45).writeVarint(c.plan()).writeVarint(c.benefit());
            case MemberCommand.CancelUse c -> out.writeByte(41).writeText(c.useId());
            case MemberCommand.GrantBenefit c -> {
                Lot.writeMoment(out.writeByte(42).writeVarint(c.benefit()).writeVarint(c.value()), c.until());
                out.writeText(c.reason());
            }
            case MemberCommand.RevokeBenefit c ->
                    out.writeByte(43).writeVarint(c.benefit()).writeText(c.reason());
            case MemberCommand.Claim c -> out.writeByte(50).writeVarint(c.benefit()).writeText(c.account());
            case MemberCommand.CancelClaim c -> out.writeByte(51).writeText(c.claimId());
            case MemberCommand.ClaimActivated c -> out.writeByte(52).writeText(c.claimId());
            case MemberCommand.ClaimFailed c -> out.writeByte(53).writeText(c.claimId()).writeText(c.reason());
            case MemberCommand.Issued c ->
                    out.writeByte(54).writeVarint(c.claim()).writeText(c.code()).writeText(c.refusal());
            case MemberCommand.OfferSeat c -> c.to().write(out.writeByte(70).writeVarint(c.plan()));
            case MemberCommand.RemoveSeat c -> out.writeByte(71).writeVarint(c.seat());
            case MemberCommand.AcceptSeat c -> out.writeByte(72).writeVarint(c.plan());
            case MemberCommand.GiveUpSeat c -> out.writeByte(73).writeVarint(c.plan());
            case MemberCommand.SeatOffered c -> {
                c.seat().write(out.writeByte(74));
                c.owner().write(out);
                c.of().write(out.writeSigned(c.until()));
            }
            case MemberCommand.SeatRefused c -> {
                c.seat().write(out.writeByte(75));
                out.writeText(c.reason());
            }
            case MemberCommand.SeatHeld c -> {
                c.seat().write(out.writeByte(76));
                c.holder().write(out);
                out.writeBoolean(c.taken());
            }
            case MemberCommand.SeatGivenUp c -> c.seat().write(out.writeByte(77));
            case MemberCommand.SeatFollows c -> {
                c.seat().write(out.writeByte(78));
                c.owner().write(out);
                Lot.writeMoment(out.writeBoolean(c.taken()), c.until());
                c.of().write(out);
            }
            case MemberCommand.SeatEnded c -> c.seat().write(out.writeByte(79));
            case MemberCommand.ClaimCoupon c -> out.writeByte(81).writeVarint(c.coupon());
            case MemberCommand.GrantCoupon c ->
                    out.writeByte(82).writeVarint(c.coupon()).writeSigned(c.times()).writeText(c.reason());
            case MemberCommand.ClaimByCode c -> out.writeByte(93).writeText(c.code());
            case MemberCommand.ClaimByUniqueCode c ->
                    out.writeByte(94).writeVarint(c.coupon()).writeVarint(c.serial());
            case MemberCommand.ClaimByWrongCode c -> out.writeByte(95).writeBoolean(c.mistyped());
            case MemberCommand.CouponsAnswered c -> out.writeByte(83).writeVarint(c.claim()).writeText(c.refusal());
            case MemberCommand.ReserveCoupons c -> {
                c.what().write(out.writeByte(84).writeText(c.order()));
                out.writeVarint(c.coupons().size());
                c.coupons().forEach(out::writeSigned);
                out.writeSigned(c.holdMillis());
            }
            case MemberCommand.RedeemCoupons c -> out.writeByte(85).writeText(c.order());
            case MemberCommand.ReleaseCoupons c -> out.writeByte(86).writeText(c.order());
            case MemberCommand.RefundCoupons c -> out.writeByte(87).writeText(c.order()).writeSigned(c.amount());
            case MemberCommand.RevokeCoupon c -> out.writeByte(88).writeVarint(c.coupon()).writeText(c.reason());
            case MemberCommand.ExtendCoupon c ->
                    out.writeByte(89).writeVarint(c.coupon()).writeSigned(c.until()).writeText(c.reason());
            case MemberCommand.HandOnCoupon c -> c.to().write(out.writeByte(90).writeVarint(c.coupon()));
            case MemberCommand.ReceiveCoupon c -> {
                c.sender().write(out.writeByte(91));
                out.writeVarint(c.number()).writeVarint(c.coupon()).writeVarint(c.version()).writeSigned(c.takenAt());
                out.writeSigned(c.from()).writeSigned(c.until()).writeVarint(c.handed()).writeVarint(c.taken());
            }
            case MemberCommand.CouponReceived c -> out.writeByte(92).writeVarint(c.coupon()).writeText(c.refusal());
            case MemberCommand.TellAgain c -> out.writeByte(c.withdrawn() ? 80 : 66).writeSigned(c.from());
        }
    }

    static MemberCommand readBody(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new MemberCommand.Join(Fields.read(in));
            case 2 -> new MemberCommand.Describe(Fields.read(in));
            case 3 -> new MemberCommand.Record(Activity.read(in));
            case 4 -> new MemberCommand.Reverse(in.readText(), readPart(in));
            case 5 -> new MemberCommand.Adjust(in.readCount(), in.readSigned(), in.readText());
            case 6 -> new MemberCommand.Spend(in.readCount(), in.readSigned(), in.readText());
            case 7 -> new MemberCommand.CancelSpend(in.readText());
            case 8 -> new MemberCommand.GrantStanding(
                    in.readCount(), in.readCount(), Lot.readMoment(in), in.readText());
            case 9 -> new MemberCommand.Score(in.readCount(), in.readSigned());
            case 10 -> new MemberCommand.Freeze(in.readText());
            case 11 -> new MemberCommand.Unfreeze(in.readText());
            case 12 -> new MemberCommand.Leave(in.readText());
            case 13 -> readOpen(in);
            case 14 -> new MemberCommand.Advance();
            case 15 -> new MemberCommand.Transfer(EntityName.read(in), in.readCount(), in.readSigned());
            case 16 -> new MemberCommand.Merge(EntityName.read(in));
            case 17 -> new MemberCommand.Receive(EntityName.read(in), in.readVarint(), readLots(in));
            case 18 -> new MemberCommand.Received(in.readVarint(), in.readText());
            case 19 -> new MemberCommand.Yield(EntityName.read(in));
            case 20 -> new MemberCommand.Absorb(EntityName.read(in), in.readBytes(), in.readBytes());
            case 21 -> new MemberCommand.NotYielded(EntityName.read(in), in.readText());
            case 22 -> new MemberCommand.Subscribe(in.readCount());
            case 23 -> new MemberCommand.CancelPlan(in.readCount(), in.readBoolean());
            case 24 -> new MemberCommand.KeepPlan(in.readCount());
            case 25 -> new MemberCommand.PausePlan(in.readCount(), Lot.readMoment(in));
            case 26 -> new MemberCommand.ResumePlan(in.readCount());
            case 27 -> new MemberCommand.ChangePlan(in.readCount(), in.readCount());
            case 28 -> new MemberCommand.AgreeToPrice(in.readCount(), in.readSigned());
            case 29 -> new MemberCommand.PaymentSettled(in.readCount(), in.readVarint(), in.readSigned());
            case 30 -> new MemberCommand.PaymentFailed(in.readCount(), in.readVarint(), in.readText());
            case 31 -> new MemberCommand.PaymentReversed(in.readVarint(), in.readText());
            case 32 -> new MemberCommand.Subscribe(
                    in.readCount(), in.readBoolean() ? MemberCommand.Renews.YES : MemberCommand.Renews.NO);
            case 33 -> new MemberCommand.TakeOffer(in.readCount(), in.readCount());
            case 34 -> new MemberCommand.ReportIncome(in.readCount(), in.readCount(), in.readSigned());
            case 40 -> new MemberCommand.Use(in.readCount(), in.readSigned());
            case 44 -> new MemberCommand.Use(in.readCount(), in.readSigned(),
                    new MemberCommand.Order(in.readText(), in.readText(), in.readSigned()));
            case 45 -> new MemberCommand.Choose(in.readCount(), in.readCount());
            case 41 -> new MemberCommand.CancelUse(in.readText());
            case 42 -> new MemberCommand.GrantBenefit(
                    in.readCount(), in.readCount(), Lot.readMoment(in), in.readText());
            case 43 -> new MemberCommand.RevokeBenefit(in.readCount(), in.readText());
            case 50 -> new MemberCommand.Claim(in.readCount(), in.readText());
            case 51 -> new MemberCommand.CancelClaim(in.readText());
            case 52 -> new MemberCommand.ClaimActivated(in.readText());
            case 53 -> new MemberCommand.ClaimFailed(in.readText(), in.readText());
            case 54 -> new MemberCommand.Issued(in.readVarint(), in.readText(), in.readText());
            case 60 -> new MemberCommand.ProlongPlan(in.readCount());
            case 61 -> {
                int plan = in.readCount();
                yield new MemberCommand.Give(plan, EntityName.read(in));
            }
            case 62 -> new MemberCommand.CancelGift(in.readVarint());
            case 63 -> new MemberCommand.Gifted(
                    EntityName.read(in), in.readVarint(), in.readCount(), in.readSigned(), in.readVarint());
            case 64 -> new MemberCommand.GiftAnswered(in.readVarint(), in.readText());
            case 65 -> new MemberCommand.GiftTakenBack(in.readLong(), in.readVarint());
            case 70 -> new MemberCommand.OfferSeat(in.readCount(), EntityName.read(in));
            case 71 -> new MemberCommand.RemoveSeat(in.readVarint());
            case 72 -> new MemberCommand.AcceptSeat(in.readCount());
            case 73 -> new MemberCommand.GiveUpSeat(in.readCount());
            case 74 -> new MemberCommand.SeatOffered(SeatName.read(in), EntityName.read(in), in.readSigned(),
                    Leading.read(in));
            case 75 -> new MemberCommand.SeatRefused(SeatName.read(in), in.readText());
            case 76 -> new MemberCommand.SeatHeld(SeatName.read(in), EntityName.read(in), in.readBoolean());
            case 77 -> new MemberCommand.SeatGivenUp(SeatName.read(in));
            case 78 -> new MemberCommand.SeatFollows(SeatName.read(in), EntityName.read(in), in.readBoolean(),
                    Lot.readMoment(in), Leading.read(in));
            case 79 -> new MemberCommand.SeatEnded(SeatName.read(in));
            case 81 -> new MemberCommand.ClaimCoupon(in.readCount());
            case 82 -> new MemberCommand.GrantCoupon(in.readCount(), in.readSigned(), in.readText());
            case 93 -> new MemberCommand.ClaimByCode(in.readText());
            case 94 -> new MemberCommand.ClaimByUniqueCode(in.readCount(), in.readVarint());
            case 95 -> new MemberCommand.ClaimByWrongCode(in.readBoolean());
            case 83 -> new MemberCommand.CouponsAnswered(in.readVarint(), in.readText());
            case 84 -> {
                String order = in.readText();
                Activity what = Activity.read(in);
                int size = size(in);
                List<Long> coupons = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    coupons.add(in.readSigned());
                }
                yield new MemberCommand.ReserveCoupons(order, what, coupons, in.readSigned());
            }
            case 85 -> new MemberCommand.RedeemCoupons(in.readText());
            case 86 -> new MemberCommand.ReleaseCoupons(in.readText());
            case 87 -> new MemberCommand.RefundCoupons(in.readText(), in.readSigned());
            case 88 -> new MemberCommand.RevokeCoupon(in.readVarint(), in.readText());
            case 89 -> new MemberCommand.ExtendCoupon(in.readVarint(), in.readSigned(), in.readText());
            case 90 -> {
                long coupon = in.readVarint();
                yield new MemberCommand.HandOnCoupon(coupon, EntityName.read(in));
            }
            case 91 -> new MemberCommand.ReceiveCoupon(EntityName.read(in), in.readVarint(), in.readCount(),
                    in.readCount(), in.readSigned(), in.readSigned(), in.readSigned(), in.readCount(),
                    in.readVarint());
            case 92 -> new MemberCommand.CouponReceived(in.readVarint(), in.readText());
            case 80 -> new MemberCommand.TellAgain(in.readSigned(), true);
            case 66 -> new MemberCommand.TellAgain(in.readSigned(), false);
            default -> throw new MalformedBytesException("expected the number of a command, but found " + number);
        };
    }

    private static void writePart(ByteWriter out, MemberCommand.Part part) {
        switch (part) {
            case MemberCommand.Part.Whole p -> out.writeByte(1);
            case MemberCommand.Part.Lines p -> {
                out.writeByte(2).writeVarint(p.lines().size());
                for (MemberCommand.LinePart line : p.lines()) {
                    out.writeSigned(line.line()).writeSigned(line.quantity());
                }
            }
            case MemberCommand.Part.Value p -> out.writeByte(3).writeSigned(p.amount());
        }
    }

    private static MemberCommand.Part readPart(ByteReader in) {
        int number = in.readByte();
        return switch (number) {
            case 1 -> new MemberCommand.Part.Whole();
            case 2 -> {
                int size = size(in);
                List<MemberCommand.LinePart> lines = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    lines.add(new MemberCommand.LinePart((int) in.readSigned(), in.readSigned()));
                }
                yield new MemberCommand.Part.Lines(lines);
            }
            case 3 -> new MemberCommand.Part.Value(in.readSigned());
            default -> throw new MalformedBytesException("expected the number of a part, but found " + number);
        };
    }

    private static void writeOpen(ByteWriter out, MemberCommand.Open open) {
        Long joinedAt = open.joinedAt();
        Lot.writeMoment(out, joinedAt == null ? Lot.NEVER : joinedAt);
        open.fields().write(out);
        writeLots(out, open.lots());
        out.writeVarint(open.standings().size());
        for (MemberCommand.OpeningStanding standing : open.standings()) {
            out.writeVarint(standing.ladder()).writeVarint(standing.tier()).writeSigned(standing.since());
            Lot.writeMoment(out, standing.until());
        }
    }

    private static MemberCommand.Open readOpen(ByteReader in) {
        long joinedAt = Lot.readMoment(in);
        Fields fields = Fields.read(in);
        List<MemberCommand.OpeningLot> lots = readLots(in);
        int standingCount = size(in);
        List<MemberCommand.OpeningStanding> standings = new ArrayList<>(standingCount);
        for (int i = 0; i < standingCount; i++) {
            standings.add(new MemberCommand.OpeningStanding(
                    in.readCount(), in.readCount(), in.readSigned(), Lot.readMoment(in)));
        }
        return new MemberCommand.Open(joinedAt == Lot.NEVER ? null : joinedAt, fields, lots, standings);
    }

    private static void writeLots(ByteWriter out, List<MemberCommand.OpeningLot> lots) {
        out.writeVarint(lots.size());
        for (MemberCommand.OpeningLot lot : lots) {
            out.writeVarint(lot.currency()).writeSigned(lot.amount()).writeSigned(lot.earnedAt());
            Lot.writeMoment(out, lot.expiresAt());
        }
    }

    private static List<MemberCommand.OpeningLot> readLots(ByteReader in) {
        int size = size(in);
        List<MemberCommand.OpeningLot> lots = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lots.add(new MemberCommand.OpeningLot(
                    in.readCount(), in.readSigned(), in.readSigned(), Lot.readMoment(in)));
        }
        return lots;
    }

    /** A count of things of at least one byte each. */
    static int size(ByteReader in) {
        int size = in.readCount();
        if (size > in.remaining()) {
            throw new MalformedBytesException(
                    "expected at most " + in.remaining() + " elements, but found " + size + " at byte "
                            + in.position());
        }
        return size;
    }
}
