package org.guildhall.core.member;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.table.Table;
import org.guildhall.core.table.Tables;

/** The encoded form of a member: a head, which begins with what is read without opening it all, and the pages of its tables. */
final class MemberCodec {
    /** The first format with subscriptions and benefits; the one before had none. */
    static final int WITH_SUBSCRIPTIONS = 2;
    /** The first format with claims, warranties, choices, points of a term, its uses, offers, incomes, and sums of what became of plans. */
    static final int WITH_CLAIMS = 3;
    /** The first format with gifts that are under way, and seats that a member gave out. */
    static final int WITH_GIFTS_AND_SEATS = 4;
    /** The first format with coupons. */
    static final int WITH_COUPONS = 5;
    private static final int FORMAT = WITH_COUPONS;
    private static final MemberEvent.Status[] STATUSES = MemberEvent.Status.values();

    private MemberCodec() {}

    /** The next due moment that a head says. */
    static long nextDue(byte[] head) {
        ByteReader in = new ByteReader(head);
        in.readByte();
        return Lot.readMoment(in);
    }

    static long version(byte[] head) {
        ByteReader in = new ByteReader(head);
        in.readByte();
        Lot.readMoment(in);
        return in.readVarint();
    }

    /** What a member became: its head, put together in {@code out}, and the pages that changed. */
    static Change change(Member member, ByteWriter out) {
        writeHead(member, out.reset());
        Lot.writeMoment(out.writeLong(member.ids.sweptTo()), member.activities.forgottenFrom());
        writeLists(member, out);
        member.totals.writeLifetimes(out);
        List<Change.Page> pages = new ArrayList<>(0);
        for (Wallet wallet : member.wallets) {
            wallet.collectChanges(pages);
        }
        for (Table table : member.tables()) {
            table.write(out);
            table.collectChanges(pages);
        }
        member.sums.write(out);
        member.gifts.write(out);
        member.seats.write(out);
        member.coupons.writeHead(out);
        return new Change(out.toByteArray(), pages);
    }

    /** Gives the format that the rest is in. */
    static int readHead(Member member, ByteReader in) {
        int format = in.readByte();
        if (format < 1 || format > FORMAT) {
            throw new MalformedBytesException(
                    "expected a member in format 1 to " + FORMAT + ", but found " + format);
        }
        member.nextDue = Lot.readMoment(in);
        member.version = in.readVarint();
        member.time = in.readSigned();
        readStatus(member, in);
        readBasics(member, in);
        return format;
    }

    static void readBasics(Member member, ByteReader in) {
        member.fields = Fields.read(in);
        member.scores = Fields.read(in);
        member.lastLot = in.readVarint();
        member.lastActivity = in.readVarint();
        member.lastSpend = in.readVarint();
        member.latestAt = Lot.readMoment(in);
    }

    private static void readStatus(Member member, ByteReader in) {
        int flags = in.readByte();
        member.merging = (flags & 8) == 0 ? "" : in.readText();
        member.status = STATUSES[flags & 3];
        member.inOrder = (flags & 4) == 0;
        member.joinedAt = Lot.readMoment(in);
        member.termsSeen = Lot.readMoment(in);
        if (member.status != MemberEvent.Status.ACTIVE) {
            member.statusSince = in.readSigned();
            member.statusReason = in.readText();
        }
    }

    private static void writeHead(Member member, ByteWriter out) {
        Lot.writeMoment(out.writeByte(FORMAT), member.nextDue);
        out.writeVarint(member.version).writeSigned(member.time);
        writeStatus(member, out);
        writeBasics(member, out);
    }

    /** Fields, scores, the last numbers given and the latest moment, as a head and a merge carry them. */
    static void writeBasics(Member member, ByteWriter out) {
        member.fields.write(out);
        member.scores.write(out);
        out.writeVarint(member.lastLot).writeVarint(member.lastActivity).writeVarint(member.lastSpend);
        Lot.writeMoment(out, member.latestAt);
    }

    private static void writeStatus(Member member, ByteWriter out) {
        out.writeByte(member.status.ordinal() | (member.inOrder ? 0 : 4) | (member.merging.isEmpty() ? 0 : 8));
        if (!member.merging.isEmpty()) {
            out.writeText(member.merging);
        }
        Lot.writeMoment(out, member.joinedAt);
        Lot.writeMoment(out, member.termsSeen);
        if (member.status != MemberEvent.Status.ACTIVE) {
            out.writeSigned(member.statusSince).writeText(member.statusReason);
        }
    }

    static void readLists(Member member, ByteReader in, Tables tables, int format) {
        int wallets = in.readCount();
        for (int i = 0; i < wallets; i++) {
            member.wallets.add(Wallet.read(in, i, tables));
        }
        int standings = in.readCount();
        for (int i = 0; i < standings; i++) {
            member.standings.add(Standing.read(in));
        }
        int yearly = in.readCount();
        for (int i = 0; i < yearly; i++) {
            member.yearly.add(new Member.YearlyDue(in.readCount(), in.readSigned()));
        }
        if (format >= WITH_SUBSCRIPTIONS) {
            readSubscriptions(member, in);
            member.grants.read(in);
        }
        if (format >= WITH_CLAIMS) {
            member.lastClaim = in.readVarint();
            for (Wallet wallet : member.wallets) {
                wallet.overUpTo(in.readVarint());
            }
            member.choices.read(in);
            readTermUses(member, in);
        }
    }

    /** What was used in terms, which offers were taken and what plans brought in, as a head and a merge carry them. */
    static void readTermUses(Member member, ByteReader in) {
        member.termUses.read(in);
        member.offers.read(in);
        member.incomes.read(in);
    }

    static void writeTermUses(Member member, ByteWriter out) {
        member.termUses.write(out);
        member.offers.write(out);
        member.incomes.write(out);
    }

    /** Subscriptions and the last numbers given, as a head and a merge carry them. */
    static void readSubscriptions(Member member, ByteReader in) {
        member.lastSubscription = in.readVarint();
        member.lastCharge = in.readVarint();
        int subscriptions = in.readCount();
        for (int i = 0; i < subscriptions; i++) {
            member.subscriptions.add(Subscription.read(in));
        }
        int tried = in.readCount();
        for (int i = 0; i < tried; i++) {
            member.tried.add(in.readCount());
        }
    }

    static void writeSubscriptions(Member member, ByteWriter out) {
        out.writeVarint(member.lastSubscription).writeVarint(member.lastCharge);
        out.writeVarint(member.subscriptions.size());
        for (Subscription subscription : member.subscriptions) {
            subscription.write(out);
        }
        out.writeVarint(member.tried.size());
        member.tried.forEach(out::writeVarint);
    }

    private static void writeLists(Member member, ByteWriter out) {
        out.writeVarint(member.wallets.size());
        for (Wallet wallet : member.wallets) {
            wallet.write(out);
        }
        out.writeVarint(member.standings.size());
        for (Standing standing : member.standings) {
            standing.write(out);
        }
        out.writeVarint(member.yearly.size());
        for (Member.YearlyDue due : member.yearly) {
            out.writeVarint(due.rule()).writeSigned(due.moment());
        }
        writeSubscriptions(member, out);
        member.grants.write(out);
        out.writeVarint(member.lastClaim);
        for (Wallet wallet : member.wallets) {
            out.writeVarint(wallet.overUpTo());
        }
        member.choices.write(out);
        writeTermUses(member, out);
    }

    /**
     * Writes what decides the future, and nothing of how it came to be: no version, no due moment, no place of anything;
     * what is forgotten at the member's time is left out.
     */
    static void writeCanonical(Member member, ByteWriter out) {
        long now = member.time;
        out.writeSigned(now).writeByte(member.status.ordinal());
        Lot.writeMoment(out, member.joinedAt);
        out.writeSigned(member.statusSince).writeText(member.statusReason).writeText(member.merging);
        member.fields.write(out);
        member.scores.write(out);
        out.writeVarint(member.lastLot).writeVarint(member.lastActivity).writeVarint(member.lastSpend);
        member.wallets.stream().sorted(comparingInt(Wallet::currency)).forEach(wallet -> wallet.writeCanonical(out));
        member.standings.stream().sorted(comparingInt(Standing::ladder)).forEach(standing -> standing.write(out));
        member.yearly.stream()
                .sorted(comparingInt(Member.YearlyDue::rule))
                .forEach(due -> out.writeVarint(due.rule()).writeSigned(due.moment()));
        writeSubscriptions(member, out);
        member.grants.writeCanonical(out, now);
        out.writeVarint(member.lastClaim);
        member.choices.writeCanonical(out, member.subscriptions);
        member.totals.writeLifetimes(out);
        member.ids.writeCanonical(out, now);
        member.activities.writeCanonical(out, now);
        member.spends.writeCanonical(out, now);
        member.expired.writeCanonical(out, now);
        member.totals.table().writeRows(out);
        member.limits.table().writeRows(out);
        member.charges.writeCanonical(out);
        member.uses.writeCanonical(out, now);
        member.claims.table().writeRows(out);
        member.warranties.writeCanonical(out, now);
        member.termUses.write(out);
        member.offers.writeCanonical(out, now);
        member.incomes.write(out);
        member.gifts.write(out);
        member.seats.write(out);
        member.coupons.writeCanonical(out, now);
    }
}
