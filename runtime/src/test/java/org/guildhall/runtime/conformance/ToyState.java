package org.guildhall.runtime.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.codec.Hashes;
import org.guildhall.core.entity.TallyDelta;

/** A toy counter, decoded for one decision. */
public final class ToyState {
    private static final int IDS = 64;

    public long version;
    public long time = Long.MIN_VALUE;
    public long received;
    public long balance;
    public final Map<Long, Long> dues = new TreeMap<>();
    public final TreeSet<Long> pages = new TreeSet<>();
    private final List<Id> ids = new ArrayList<>();

    private record Id(long hash, long version, boolean accepted) {}

    public static ToyState read(byte[] head) {
        ByteReader in = new ByteReader(head);
        ToyState state = new ToyState();
        state.version = in.readVarint();
        state.time = in.readLong();
        state.received = in.readLong();
        state.balance = in.readSigned();
        int dues = in.readCount();
        for (int i = 0; i < dues; i++) {
            state.dues.put(in.readLong(), in.readSigned());
        }
        int pages = in.readCount();
        for (int i = 0; i < pages; i++) {
            state.pages.add(in.readVarint());
        }
        int ids = in.readCount();
        for (int i = 0; i < ids; i++) {
            state.ids.add(new Id(in.readLong(), in.readVarint(), in.readBoolean()));
        }
        return state;
    }

    byte[] head() {
        ByteWriter out = new ByteWriter();
        out.writeVarint(version).writeLong(time).writeLong(received).writeSigned(balance);
        out.writeVarint(dues.size());
        dues.forEach((moment, amount) -> out.writeLong(moment).writeSigned(amount));
        out.writeVarint(pages.size());
        pages.forEach(out::writeVarint);
        out.writeVarint(ids.size());
        for (Id id : ids) {
            out.writeLong(id.hash).writeVarint(id.version).writeBoolean(id.accepted);
        }
        return out.toByteArray();
    }

    void advance(long moment) {
        time = Math.max(time, moment);
        dues.entrySet().removeIf(due -> {
            boolean fires = due.getKey() <= time;
            balance += fires ? due.getValue() : 0;
            return fires;
        });
    }

    long nextDue() {
        return dues.isEmpty() ? Long.MAX_VALUE : ((TreeMap<Long, Long>) dues).firstKey();
    }

    void remember(String id, boolean accepted) {
        if (ids.size() == IDS) {
            ids.removeFirst();
        }
        ids.add(new Id(Hashes.of(id), version, accepted));
    }

    /** The version of the entry of the command with this id; 0 when it is not remembered. */
    long versionOf(String id) {
        long hash = Hashes.of(id);
        return ids.stream().filter(one -> one.hash == hash).mapToLong(Id::version).findFirst().orElse(0);
    }

    boolean accepted(long version) {
        return ids.stream().anyMatch(one -> one.version == version && one.accepted);
    }

    /** Series 0: balances; 1: counters; 2: what is to come. */
    TallyDelta tally() {
        long later = dues.values().stream().mapToLong(Long::longValue).sum();
        return new TallyDelta(new int[]{0, 1, 2}, new long[]{balance, 1, later});
    }
}
