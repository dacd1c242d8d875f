package org.guildhall.core.member;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.activity.Fields;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.codec.MalformedBytesException;
import org.guildhall.core.entity.Change;
import org.guildhall.core.entity.Image;
import org.guildhall.core.entity.Pages;
import org.guildhall.core.table.Row;
import org.guildhall.core.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * A member's state for the length of one decision. Opened from an image, changed only by {@link Evolution}, written back
 * as a change. Used by one thread.
 */
final class Member {
    private static final int FORMAT = 1;
    /** Rows of remembered ids that are looked at for forgetting with each id that is added. */
    private static final int SWEEP = 2;

    long version;
    long time = Long.MIN_VALUE;
    long joinedAt = Lot.NEVER;
    /** The latest moment from which the member has been told of other terms, or of joining; never for a guest. */
    long termsSeen = Lot.NEVER;
    MemberEvent.Status status = MemberEvent.Status.ACTIVE;
    long statusSince;
    String statusReason = "";
    /** The id of the merge under way, empty for none. */
    String merging = "";
    Fields fields = Fields.NONE;
    Fields scores = Fields.NONE;
    long lastLot;
    long lastActivity;
    long lastSpend;
    long latestAt = Long.MIN_VALUE;
    /** Whether activities came in the order in which they happened, so that the latest number is the latest moment. */
    boolean inOrder = true;

    private long sweptTo;
    private long nextDue = Lot.NEVER;
    private long activitiesFrom = Lot.NEVER;
    final List<Wallet> wallets = new ArrayList<>(2);
    final List<Standing> standings = new ArrayList<>(1);
    final List<YearlyDue> yearly = new ArrayList<>(0);
    private final List<Lifetime> lifetimes = new ArrayList<>(2);

    private final Table ids;
    private final Table activities;
    private final Table expired;
    private final Table spends;
    private final Table days;
    private final Table counters;

    private Member() {
        ids = Table.empty(1);
        activities = Table.empty(2);
        expired = Table.empty(3);
        spends = Table.empty(4);
        days = Table.empty(5);
        counters = Table.empty(6);
    }

    /** Reads the encoded form. */
    private Member(ByteReader in, Pages pages) {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new MalformedBytesException("expected a member in format " + FORMAT + ", but found " + format);
        }
        nextDue = Lot.readMoment(in);
        version = in.readVarint();
        time = in.readSigned();
        int flags = in.readByte();
        merging = (flags & 8) == 0 ? "" : in.readText();
        status = STATUSES[flags & 3];
        inOrder = (flags & 4) == 0;
        joinedAt = Lot.readMoment(in);
        termsSeen = Lot.readMoment(in);
        if (status != MemberEvent.Status.ACTIVE) {
            statusSince = in.readSigned();
            statusReason = in.readText();
        }
        fields = Fields.read(in);
        scores = Fields.read(in);
        lastLot = in.readVarint();
        lastActivity = in.readVarint();
        lastSpend = in.readVarint();
        latestAt = Lot.readMoment(in);
        sweptTo = in.readLong();
        activitiesFrom = Lot.readMoment(in);
        int walletCount = in.readCount();
        for (int i = 0; i < walletCount; i++) {
            wallets.add(Wallet.read(in, i, pages));
        }
        int standingCount = in.readCount();
        for (int i = 0; i < standingCount; i++) {
            standings.add(Standing.read(in));
        }
        int yearlyCount = in.readCount();
        for (int i = 0; i < yearlyCount; i++) {
            yearly.add(new YearlyDue(in.readCount(), in.readSigned()));
        }
        readLifetimes(in);
        ids = Table.read(in, 1, pages);
        activities = Table.read(in, 2, pages);
        expired = Table.read(in, 3, pages);
        spends = Table.read(in, 4, pages);
        days = Table.read(in, 5, pages);
        counters = Table.read(in, 6, pages);
    }

    /** The next moment of a rule that comes round every year. */
    record YearlyDue(int rule, long moment) {}

    /** What is remembered of a command: enough to recognise it and to find its outcome, in the entry of that version. */
    record Remembered(long content, long version, Came came, long forgetAt, long number) {
        boolean accepted() {
            return came != Came.REFUSED;
        }
    }

    /** What came of a command; the order is stored. */
    enum Came {
        REFUSED,
        ACCEPTED,
        BEGUN
    }

    /** What a series adds up to over the member's life. */
    record Lifetime(long series, Total total) {}

    /** A daily total, or one of many days. */
    record Total(long count, long amount) {
        static final Total NONE = new Total(0, 0);

        Total plus(long moreCount, long moreAmount) {
            return new Total(Math.addExact(count, moreCount), Math.addExact(amount, moreAmount));
        }
    }

    boolean joined() {
        return joinedAt != Lot.NEVER;
    }

    boolean known() {
        return version > 0;
    }

    @Nullable
    Wallet findWallet(int currency) {
        for (Wallet wallet : wallets) {
            if (wallet.currency() == currency) {
                return wallet;
            }
        }
        return null;
    }

    Wallet wallet(int currency) {
        Wallet found = findWallet(currency);
        if (found == null) {
            found = Wallet.empty(currency, wallets.size());
            wallets.add(found);
        }
        return found;
    }

    long available(int currency) {
        Wallet wallet = findWallet(currency);
        return wallet == null ? 0 : wallet.figure(Account.AVAILABLE);
    }

    @Nullable
    Standing standing(int ladder) {
        for (Standing standing : standings) {
            if (standing.ladder() == ladder) {
                return standing;
            }
        }
        return null;
    }

    void put(Standing standing) {
        for (int i = 0; i < standings.size(); i++) {
            if (standings.get(i).ladder() == standing.ladder()) {
                standings.set(i, standing);
                return;
            }
        }
        standings.add(standing);
    }

    @Nullable
    Remembered remembered(long idHash) {
        Row row = ids.get(idHash, 0);
        return row == null ? null : remembered(row);
    }

    private static Remembered remembered(Row row) {
        ByteReader in = row.reader();
        long content = in.readLong();
        long versionAndOutcome = in.readVarint();
        Came came = CAME[(int) (versionAndOutcome & 3) % CAME.length];
        long forgetAt = Lot.readMoment(in);
        return new Remembered(content, versionAndOutcome >>> 2, came, forgetAt, in.readVarint());
    }

    void remember(long idHash, Remembered remembered) {
        sweep();
        put(idHash, remembered);
    }

    private void put(long idHash, Remembered remembered) {
        ByteWriter row = new ByteWriter(32);
        row.writeLong(remembered.content()).writeVarint(remembered.version() << 2 | remembered.came().ordinal());
        Lot.writeMoment(row, remembered.forgetAt());
        ids.put(idHash, 0, row.writeVarint(remembered.number()));
    }

    /** What was begun by a command ended in the entry that is being made. */
    void settle(String id, boolean done) {
        long idHash = Hashes.of(id);
        Remembered begun = remembered(idHash);
        if (begun != null) {
            Came came = done ? Came.ACCEPTED : Came.REFUSED;
            put(idHash, new Remembered(begun.content(), version + 1, came, begun.forgetAt(), 0));
        }
    }

    /** Forgets a few ids whose time is over, going round the table as a clock's hand does. */
    private void sweep() {
        for (int i = 0; i < SWEEP; i++) {
            Row row = ids.next(sweptTo, 0);
            if (row == null) {
                sweptTo = Long.MIN_VALUE;
                return;
            }
            sweptTo = row.k1();
            if (remembered(row).forgetAt() <= time) {
                ids.remove(row.k1(), row.k2());
            }
        }
    }

    @Nullable
    KeptActivity activity(long number) {
        Row row = activities.get(number, 0);
        return row == null ? null : KeptActivity.fromRow(number, row.reader());
    }

    /** The kept activity with the highest number below this one. */
    @Nullable
    KeptActivity activityBefore(long number) {
        Row row = activities.previous(number, 0);
        return row == null ? null : KeptActivity.fromRow(row.k1(), row.reader());
    }

    @Nullable
    KeptActivity activityAfter(long number) {
        Row row = activities.next(number, 0);
        return row == null ? null : KeptActivity.fromRow(row.k1(), row.reader());
    }

    void put(KeptActivity activity) {
        ByteWriter row = new ByteWriter(192);
        activity.writeRow(row);
        activities.put(activity.number(), 0, row);
        activitiesFrom = Math.min(activitiesFrom, activity.keptUntil());
        while (activitiesFrom <= time) {
            Row first = activities.first();
            if (first == null) {
                activitiesFrom = Lot.NEVER;
            } else {
                activitiesFrom = KeptActivity.keptUntil(first.reader());
                if (activitiesFrom <= time) {
                    activities.remove(first.k1(), 0);
                }
            }
        }
    }

    @Nullable
    KeptSpend spend(long number) {
        Row row = spends.get(number, 0);
        return row == null ? null : KeptSpend.fromRow(number, row.reader());
    }

    void put(KeptSpend spend) {
        Row first = spends.first();
        if (first != null && KeptActivity.keptUntil(first.reader()) <= time) {
            spends.remove(first.k1(), 0);
        }
        ByteWriter row = new ByteWriter(64);
        spend.writeRow(row);
        spends.put(spend.number(), 0, row);
    }

    void removeSpend(long number) {
        spends.remove(number, 0);
    }

    /** What of a lot expired and was not yet counted as taken back. */
    long expiredOf(long lot) {
        Row row = expired.get(lot, 0);
        return row == null ? 0 : row.reader().readVarint();
    }

    void expired(long lot, long amount, long keptUntil) {
        Row first = expired.first();
        if (first != null) {
            ByteReader in = first.reader();
            in.readVarint();
            if (in.readSigned() <= time) {
                expired.remove(first.k1(), 0);
            }
        }
        if (amount == 0) {
            expired.remove(lot, 0);
        } else {
            expired.put(lot, 0, new ByteWriter(16).writeVarint(amount).writeSigned(keptUntil));
        }
    }

    long expiredKeptUntil(long lot) {
        Row row = expired.get(lot, 0);
        if (row == null) {
            throw new ImpossibleEventException("expected expired points of lot " + lot + ", but found none");
        }
        ByteReader in = row.reader();
        in.readVarint();
        return in.readSigned();
    }

    /** The first day of a window that never ends. */
    static final long LIFETIME = Long.MIN_VALUE;

    /** The total of a series over the member's life. */
    Total lifetime(long series) {
        for (Lifetime lifetime : lifetimes) {
            if (lifetime.series() == series) {
                return lifetime.total();
            }
        }
        return Total.NONE;
    }

    private void addLifetime(long series, long count, long amount) {
        for (int i = 0; i < lifetimes.size(); i++) {
            Lifetime lifetime = lifetimes.get(i);
            if (lifetime.series() == series) {
                lifetimes.set(i, new Lifetime(series, lifetime.total().plus(count, amount)));
                return;
            }
        }
        lifetimes.add(new Lifetime(series, Total.NONE.plus(count, amount)));
    }

    private static Total total(Row row) {
        ByteReader in = row.reader();
        return new Total(in.readSigned(), in.readSigned());
    }

    /** The sum over days {@code from} (inclusive) to {@code until} (exclusive). */
    Total sum(long series, long from, long until) {
        Total sum = Total.NONE;
        Row row = days.ceiling(series, from);
        while (row != null && row.k1() == series && row.k2() < until) {
            Total total = total(row);
            sum = sum.plus(total.count(), total.amount());
            row = days.next(series, row.k2());
        }
        return sum;
    }

    /** The first day at or after {@code from} that has a total, or {@link Lot#NEVER}. */
    long firstDay(long series, long from) {
        Row row = days.ceiling(series, from);
        return row == null || row.k1() != series ? Lot.NEVER : row.k2();
    }

    void count(long series, long day, long count, long amount, long keptFrom) {
        addLifetime(series, count, amount);
        if (day >= keptFrom && add(series, day, count, amount)) {
            Row first = days.ceiling(series, Long.MIN_VALUE);
            for (int i = 0; i < 2 && first != null && first.k1() == series && first.k2() < keptFrom; i++) {
                days.remove(series, first.k2());
                first = days.ceiling(series, Long.MIN_VALUE);
            }
        }
    }

    /** Returns whether the row is new. */
    private boolean add(long series, long day, long count, long amount) {
        Row row = days.get(series, day);
        Total after = (row == null ? Total.NONE : total(row)).plus(count, amount);
        if (after.equals(Total.NONE)) {
            days.remove(series, day);
        } else {
            days.put(series, day, new ByteWriter(16).writeSigned(after.count()).writeSigned(after.amount()));
        }
        return row == null;
    }

    long used(int limit, long period) {
        Row row = counters.get(limit, period);
        return row == null ? 0 : row.reader().readVarint();
    }

    void use(int limit, long period, long change, long keptFrom) {
        long after = used(limit, period) + change;
        if (after < 0) {
            throw new ImpossibleEventException(
                    "expected limit " + limit + " to stay at or above 0 in period " + period + ", but found " + after);
        }
        if (after == 0) {
            counters.remove(limit, period);
        } else {
            counters.put(limit, period, new ByteWriter(12).writeVarint(after));
        }
        Row first = counters.ceiling(limit, Long.MIN_VALUE);
        if (first != null && first.k1() == limit && first.k2() < keptFrom) {
            counters.remove(limit, first.k2());
        }
    }

    /** The first transfer that was sent and not yet answered, or null. */
    @Nullable
    KeptSpend underWay() {
        for (Row row = spends.first(); row != null; row = spends.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            if (spend.sent()) {
                return spend;
            }
        }
        return null;
    }

    /** All but lots and standings of another member. */
    void absorb(MemberEvent.Absorbed event) {
        Member other = ofContents(event.contents());
        joinedAt = Math.min(joinedAt, other.joinedAt);
        fields = other.fields.with(fields);
        scores = other.scores.with(scores);
        latestAt = Math.max(latestAt, other.latestAt);
        inOrder = false;
        for (Lifetime lifetime : other.lifetimes) {
            addLifetime(lifetime.series(), lifetime.total().count(), lifetime.total().amount());
        }
        for (Row row = other.days.first(); row != null; row = other.days.next(row.k1(), row.k2())) {
            Total total = total(row);
            add(row.k1(), row.k2(), total.count(), total.amount());
        }
        for (Row row = other.counters.first(); row != null; row = other.counters.next(row.k1(), row.k2())) {
            use((int) row.k1(), row.k2(), row.reader().readVarint(), Long.MIN_VALUE);
        }
        for (Row row = other.ids.first(); row != null; row = other.ids.next(row.k1(), 0)) {
            Remembered there = remembered(row);
            if (there.accepted() && !ids.contains(row.k1(), 0)) {
                long moved = there.number() == 0 ? 0 : there.number() + movedBy(other, row.k1(), there, event);
                put(row.k1(), new Remembered(there.content(), version + 1, there.came(), there.forgetAt(), moved));
            }
        }
        for (Row row = other.activities.first(); row != null; row = other.activities.next(row.k1(), 0)) {
            put(KeptActivity.fromRow(row.k1(), row.reader()).moved(event.activities(), event.lots()));
        }
        for (Row row = other.spends.first(); row != null; row = other.spends.next(row.k1(), 0)) {
            put(KeptSpend.fromRow(row.k1(), row.reader()).moved(event.spends(), event.lots(), event.activities()));
        }
        for (Row row = other.expired.first(); row != null; row = other.expired.next(row.k1(), 0)) {
            expired(row.k1() + event.lots(), other.expiredOf(row.k1()), other.expiredKeptUntil(row.k1()));
        }
        lastLot = Math.max(lastLot, event.lots() + other.lastLot);
        lastActivity = event.activities() + other.lastActivity;
        lastSpend = event.spends() + other.lastSpend;
    }

    /** By how much the number that an id stands for moves: that of an activity, or that of a spend. */
    private static long movedBy(Member other, long idHash, Remembered there, MemberEvent.Absorbed event) {
        KeptActivity activity = other.activity(there.number());
        return activity != null && Hashes.of(activity.id()) == idHash ? event.activities() : event.spends();
    }

    /** Everything but lots and standings in one array, pages and all, for another member to take in. */
    byte[] contents() {
        ByteWriter out = new ByteWriter(1024);
        Lot.writeMoment(out, joinedAt);
        fields.write(out);
        scores.write(out);
        out.writeVarint(lastLot).writeVarint(lastActivity).writeVarint(lastSpend);
        Lot.writeMoment(out, latestAt);
        writeLifetimes(out);
        for (Table table : tables()) {
            table.writeRows(out);
        }
        return out.toByteArray();
    }

    private static Member ofContents(byte[] contents) {
        ByteReader in = new ByteReader(contents);
        Member member = unknown();
        member.joinedAt = Lot.readMoment(in);
        member.fields = Fields.read(in);
        member.scores = Fields.read(in);
        member.lastLot = in.readVarint();
        member.lastActivity = in.readVarint();
        member.lastSpend = in.readVarint();
        member.latestAt = Lot.readMoment(in);
        member.readLifetimes(in);
        for (Table table : member.tables()) {
            int size = in.readCount();
            for (int i = 0; i < size; i++) {
                table.put(in.readSigned(), in.readSigned(), in.readBytes());
            }
        }
        return member;
    }

    private Table[] tables() {
        return new Table[]{ids, activities, expired, spends, days, counters};
    }

    // ---- the encoded form

    static Member unknown() {
        return new Member();
    }

    static Member open(@Nullable Image image) {
        return image == null ? unknown() : open(image.head(), image.pages());
    }

    static Member open(byte[] head, Pages pages) {
        return new Member(new ByteReader(head), pages);
    }

    /** The next due moment that a head says, without opening it all. */
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

    private static final Came[] CAME = Came.values();
    private static final MemberEvent.Status[] STATUSES = MemberEvent.Status.values();

    void nextDue(long moment) {
        nextDue = moment;
    }

    long nextDue() {
        return nextDue;
    }

    void yearlyDue(int rule, long moment) {
        yearly.removeIf(due -> due.rule() == rule);
        if (moment != Lot.NEVER) {
            yearly.add(new YearlyDue(rule, moment));
        }
    }

    Change change(ByteWriter out) {
        write(out.reset());
        List<Change.Page> pages = new ArrayList<>(0);
        for (Wallet wallet : wallets) {
            wallet.collectChanges(pages);
        }
        for (Table table : new Table[]{ids, activities, expired, spends, days, counters}) {
            table.collectChanges(pages);
        }
        return new Change(out.toByteArray(), pages);
    }

    private void write(ByteWriter out) {
        out.writeByte(FORMAT);
        Lot.writeMoment(out, nextDue);
        out.writeVarint(version).writeSigned(time);
        out.writeByte(status.ordinal() | (inOrder ? 0 : 4) | (merging.isEmpty() ? 0 : 8));
        if (!merging.isEmpty()) {
            out.writeText(merging);
        }
        Lot.writeMoment(out, joinedAt);
        Lot.writeMoment(out, termsSeen);
        if (status != MemberEvent.Status.ACTIVE) {
            out.writeSigned(statusSince).writeText(statusReason);
        }
        fields.write(out);
        scores.write(out);
        out.writeVarint(lastLot).writeVarint(lastActivity).writeVarint(lastSpend);
        Lot.writeMoment(out, latestAt);
        out.writeLong(sweptTo);
        Lot.writeMoment(out, activitiesFrom);
        out.writeVarint(wallets.size());
        for (Wallet wallet : wallets) {
            wallet.write(out);
        }
        out.writeVarint(standings.size());
        for (Standing standing : standings) {
            standing.write(out);
        }
        out.writeVarint(yearly.size());
        for (YearlyDue due : yearly) {
            out.writeVarint(due.rule()).writeSigned(due.moment());
        }
        writeLifetimes(out);
        ids.write(out);
        activities.write(out);
        expired.write(out);
        spends.write(out);
        days.write(out);
        counters.write(out);
    }

    private void readLifetimes(ByteReader in) {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            lifetimes.add(new Lifetime(in.readVarint(), new Total(in.readSigned(), in.readSigned())));
        }
    }

    private void writeLifetimes(ByteWriter out) {
        out.writeVarint(lifetimes.size());
        for (Lifetime lifetime : lifetimes) {
            out.writeVarint(lifetime.series());
            out.writeSigned(lifetime.total().count()).writeSigned(lifetime.total().amount());
        }
    }

    /**
     * Writes what decides the future, and nothing of how it came to be: no version, no due moment, no place of anything;
     * what is forgotten at the member's time is left out, and so are refused ids, which are kept for convenience only.
     */
    void writeCanonical(ByteWriter out) {
        out.writeSigned(time).writeByte(status.ordinal());
        Lot.writeMoment(out, joinedAt);
        out.writeSigned(statusSince).writeText(statusReason).writeText(merging);
        fields.write(out);
        scores.write(out);
        out.writeVarint(lastLot).writeVarint(lastActivity).writeVarint(lastSpend);
        wallets.stream()
                .sorted(java.util.Comparator.comparingInt(Wallet::currency))
                .forEach(w -> w.writeCanonical(out));
        standings.stream().sorted(java.util.Comparator.comparingInt(Standing::ladder)).forEach(s -> s.write(out));
        yearly.stream()
                .sorted(java.util.Comparator.comparingInt(YearlyDue::rule))
                .forEach(
                        due -> out.writeVarint(due.rule()).writeSigned(due.moment()));
        writeLifetimes(out);
        for (Row row = ids.first(); row != null; row = ids.next(row.k1(), row.k2())) {
            Remembered remembered = remembered(row);
            if (remembered.accepted() && remembered.forgetAt() > time) {
                out.writeLong(row.k1()).writeLong(remembered.content()).writeVarint(remembered.number());
            }
        }
        for (Row row = activities.first(); row != null; row = activities.next(row.k1(), 0)) {
            KeptActivity activity = KeptActivity.fromRow(row.k1(), row.reader());
            if (activity.keptUntil() > time) {
                out.writeVarint(row.k1());
                activity.writeRow(out);
            }
        }
        for (Row row = spends.first(); row != null; row = spends.next(row.k1(), 0)) {
            KeptSpend spend = KeptSpend.fromRow(row.k1(), row.reader());
            if (spend.keptUntil() > time) {
                out.writeVarint(row.k1());
                spend.writeRow(out);
            }
        }
        for (Row row = expired.first(); row != null; row = expired.next(row.k1(), 0)) {
            if (expiredKeptUntil(row.k1()) > time) {
                out.writeVarint(row.k1()).writeVarint(expiredOf(row.k1()));
            }
        }
        days.writeRows(out);
        counters.writeRows(out);
    }
}
