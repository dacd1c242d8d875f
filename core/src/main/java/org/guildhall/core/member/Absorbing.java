package org.guildhall.core.member;

import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.table.Table;

/** All of a member but lots and standings: given away in one array, pages and all, and taken in by another. */
final class Absorbing {
    private Absorbing() {}

    static byte[] contents(Member member) {
        ByteWriter out = new ByteWriter(1024);
        Lot.writeMoment(out, member.joinedAt);
        MemberCodec.writeBasics(member, out);
        member.totals.writeLifetimes(out);
        for (Table table : member.tables()) {
            table.writeRows(out);
        }
        MemberCodec.writeSubscriptions(member, out);
        member.grants.write(out);
        return out.toByteArray();
    }

    private static Member read(byte[] contents) {
        ByteReader in = new ByteReader(contents);
        Member member = Member.unknown();
        member.joinedAt = Lot.readMoment(in);
        MemberCodec.readBasics(member, in);
        member.totals.addLifetimes(DailyTotals.readLifetimes(in));
        for (Table table : member.tables()) {
            // Contents of before there were subscriptions and benefits end with the limits.
            int size = in.remaining() == 0 ? 0 : in.readCount();
            for (int i = 0; i < size; i++) {
                table.put(in.readSigned(), in.readSigned(), in.readBytes());
            }
        }
        if (in.remaining() > 0) {
            MemberCodec.readSubscriptions(member, in);
            member.grants.read(in);
        }
        return member;
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
        member.ids.absorb(other, event, member);
        member.activities.absorb(other.activities, event, member.time);
        member.spends.absorb(other.spends, event, member.time);
        member.expired.absorb(other.expired, event.lots(), member.time);
        member.uses.absorb(other.uses, member.grants.lastUse, member.time);
        member.grants.absorb(other.grants, member.time);
        for (Subscription subscription : other.subscriptions) {
            member.subscriptions.add(subscription.moved(member.lastSubscription, member.lastCharge));
        }
        other.tried.stream().filter(plan -> !member.tried.contains(plan)).forEach(member.tried::add);
        member.charges.absorb(other.charges, member.lastSubscription, member.lastCharge);
        member.lastSubscription += other.lastSubscription;
        member.lastCharge += other.lastCharge;
        member.lastLot = Math.max(member.lastLot, event.lots() + other.lastLot);
        member.lastActivity = event.activities() + other.lastActivity;
        member.lastSpend = event.spends() + other.lastSpend;
    }
}
