package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.remembered.Remembered;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;

/** All of a member but lots and standings: given away in one array, pages and all, and taken in by another. */
final class Absorbing {
    /** The tables that there were before members claimed anything; later ones stand at the end. */
    private static final int FIRST_TABLES = 8;
    /** Those that there were before coupons, which stand behind everything. */
    private static final int LATER_TABLES = 10;

    private Absorbing() {}

    static byte[] contents(Member member) {
        ByteWriter out = new ByteWriter(1024);
        Lot.writeMoment(out, member.joinedAt);
        MemberCodec.writeBasics(member, out);
        member.totals.writeLifetimes(out);
        Table[] tables = member.tables();
        for (int i = 0; i < FIRST_TABLES; i++) {
            if (tables[i] == member.spends.table()) {
                member.spends.writeRowsToOthers(member, out);
            } else {
                tables[i].writeRows(out);
            }
        }
        MemberCodec.writeSubscriptions(member, out);
        member.grants.write(out);
        out.writeVarint(member.lastClaim);
        for (int i = FIRST_TABLES; i < LATER_TABLES; i++) {
            tables[i].writeRows(out);
        }
        member.choices.write(out);
        MemberCodec.writeTermUses(member, out);
        member.sums.write(out);
        member.gifts.write(out);
        member.seats.write(out);
        out.writeVarint(member.coupons.last);
        member.coupons.table().writeRows(out);
        return out.toByteArray();
    }

    /** Contents of before there were subscriptions end with the limits, those of before there were claims with the grants. */
    private static Member read(byte[] contents) {
        ByteReader in = new ByteReader(contents);
        Member member = Member.unknown();
        member.joinedAt = Lot.readMoment(in);
        MemberCodec.readBasics(member, in);
        member.totals.addLifetimes(DailyTotals.readLifetimes(in));
        Table[] tables = member.tables();
        for (int i = 0; i < FIRST_TABLES; i++) {
            readRows(in, tables[i]);
        }
        if (in.remaining() > 0) {
            MemberCodec.readSubscriptions(member, in);
            member.grants.read(in);
        }
        if (in.remaining() > 0) {
            member.lastClaim = in.readVarint();
        }
        for (int i = FIRST_TABLES; i < LATER_TABLES; i++) {
            readRows(in, tables[i]);
        }
        if (in.remaining() > 0) {
            member.choices.read(in);
        }
        if (in.remaining() > 0) {
            MemberCodec.readTermUses(member, in);
        }
        if (in.remaining() > 0) {
            member.sums.read(in);
        } else {
            member.sums.estimate(member);
        }
        if (in.remaining() > 0) {
            member.gifts.read(in);
        }
        if (in.remaining() > 0) {
            member.seats.read(in);
        }
        if (in.remaining() > 0) {
            member.coupons.last = in.readVarint();
            readRows(in, member.coupons.table());
        }
        return member;
    }

    private static void readRows(ByteReader in, Table table) {
        int size = in.remaining() == 0 ? 0 : in.readCount();
        for (int i = 0; i < size; i++) {
            table.put(in.readSigned(), in.readSigned(), in.readBytes());
        }
    }

    /** Counts what the other did together with the member's own; numbers move behind the member's. */
    static void absorb(Member member, MemberEvent.Absorbed event) {
        Member other = read(event.contents());
        member.joinedAt = Math.min(member.joinedAt, other.joinedAt);
        member.fields = other.fields.with(member.fields);
        member.scores = other.scores.with(member.scores);
        member.latestAt = Math.max(member.latestAt, other.latestAt);
        member.inOrder = false;
        member.totals.absorb(other.totals);
        member.limits.absorb(other.limits);
        ids(member, other, event);
        member.activities.absorb(other.activities, event, member.time);
        member.spends.absorb(other.spends, event, member.time);
        member.expired.absorb(other.expired, event.lots(), member.time);
        member.termUses.absorb(other.termUses, member.lastSubscription, member.grants.lastUse);
        member.offers.absorb(other.offers, member.lastSubscription);
        member.incomes.absorb(other.incomes);
        member.uses.absorb(other.uses, member.grants.lastUse, member.lastClaim, member.lastSubscription, member.time);
        member.grants.absorb(other.grants, member.time);
        member.warranties.absorb(other.warranties, member.time);
        member.choices.absorb(other.choices, member.lastSubscription);
        member.claims.absorb(other.claims, member.lastClaim, event.spends(), member.lastSubscription);
        member.lastClaim += other.lastClaim;
        member.coupons.absorb(other.coupons, member.lastSubscription, member.time);
        for (Subscription subscription : other.subscriptions) {
            member.subscriptions.add(subscription.moved(member.lastSubscription, member.lastCharge));
        }
        other.tried.stream().filter(plan -> !member.tried.contains(plan)).forEach(member.tried::add);
        member.gifts.absorb(other.gifts, member.lastCharge);
        member.charges.absorb(other, member.lastSubscription, member.lastCharge);
        member.sums.absorb(other.sums, member.lastSubscription);
        member.seats.absorb(other.seats, member.lastSubscription);
        member.lastSubscription += other.lastSubscription;
        member.lastCharge += other.lastCharge;
        member.lastLot = Math.max(member.lastLot, event.lots() + other.lastLot);
        member.lastActivity = event.activities() + other.lastActivity;
        member.lastSpend = event.spends() + other.lastSpend;
    }

    /** Takes in what another member accepted, as outcomes of the entry that does so; numbers move with what they stand for. */
    private static void ids(Member ours, Member theirs, MemberEvent.Absorbed event) {
        Table other = theirs.ids.table();
        for (Row row = other.first(); row != null; row = other.next(row.k1(), 0)) {
            Remembered there = Remembered.fromRow(row);
            Remembered here = ours.ids.get(row.k1());
            if (there.accepted() && (here == null || here.forgetAt() <= ours.time)) {
                long moved = there.number() <= 0 ? there.number()
                        : there.number() + movedBy(theirs, row.k1(), there, event, ours.grants.lastUse,
                                ours.lastClaim);
                ours.ids.put(row.k1(),
                        new Remembered(there.content(), ours.version + 1, there.came(), there.forgetAt(), moved));
            }
        }
    }

    /** By how much the number that an id stands for moves: that of an activity, of a use, of a claim, or of a spend. */
    private static long movedBy(
            Member theirs, long idHash, Remembered there, MemberEvent.Absorbed event, long uses, long claims) {
        return switch (Kept.of(theirs, idHash, there.number())) {
            case ACTIVITY -> event.activities();
            case USE -> uses;
            case CLAIM -> claims;
            case SPEND -> event.spends();
            case null -> event.spends();
        };
    }
}
