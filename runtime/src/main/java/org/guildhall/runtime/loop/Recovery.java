package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.guildhall.core.codec.ByteReader;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Message;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.Progress;

/**
 * Makes a partition's memory from disk: shards from their snapshots, then the journal after them. Its records are gathered
 * and replayed a shard at a time, so that a shard's entities are loaded together, in the order in which they are stored, and
 * are near while they change. Used by one thread, before the partition serves.
 */
final class Recovery {
    private static final int MOST_GATHERED_BYTES = 64 << 20;

    private final PartitionState state;
    /** Positions and records by shard; the writers stay, so that the collector need not carry new ones. */
    private final Map<Integer, ByteWriter> gathered = new HashMap<>();
    private long gatheredBytes;

    private Recovery(PartitionState state) {
        this.state = state;
    }

    /** Replays what the store doesn't reflect of the journal into {@code state}, which holds the shards as stored. */
    static void replay(PartitionState state) {
        Progress progress = state.store.progress(state.index);
        state.received = progress.received();
        Recovery recovery = new Recovery(state);
        state.journal.read(progress.replayFrom(), (position, bytes, offset, length) -> {
            int shard = JournalRecordCodec.shard(bytes, offset, length);
            if (shard < 0) {
                recovery.replay(JournalRecordCodec.read(bytes, offset, length), position);
            } else if (position > state.shard(shard).storedPosition) {
                recovery.gather(shard, position, bytes, offset, length);
            }
            return true;
        });
        recovery.replayGathered();
        state.journaledReceived = state.received;
    }

    private void gather(int shard, long position, byte[] bytes, int offset, int length) {
        gathered.computeIfAbsent(shard, number -> new ByteWriter())
                .writeLong(position)
                .writeVarint(length)
                .writeRaw(bytes, offset, length);
        gatheredBytes += length;
        if (gatheredBytes >= MOST_GATHERED_BYTES) {
            replayGathered();
        }
    }

    private void replayGathered() {
        for (ByteWriter ofShard : gathered.values()) {
            replayShard(ofShard);
            ofShard.reset();
        }
        gatheredBytes = 0;
    }

    private void replayShard(ByteWriter ofShard) {
        List<JournalRecord> records = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        Set<EntityName> missing = new TreeSet<>();
        ByteReader in = new ByteReader(ofShard.array(), 0, ofShard.size());
        while (in.remaining() > 0) {
            positions.add(in.readLong());
            int length = in.readCount();
            JournalRecord record = JournalRecordCodec.read(in.array(), in.position(), length);
            in.skip(length);
            records.add(record);
            if (record instanceof JournalRecord.Entry entry && state.find(entry.name()) == null) {
                missing.add(entry.name());
            }
        }
        state.loadShard(List.copyOf(missing));
        for (int i = 0; i < records.size(); i++) {
            replay(records.get(i), positions.get(i));
        }
    }

    private void replay(JournalRecord record, long position) {
        switch (record) {
            case JournalRecord.Entry entry -> replay(entry, position);
            case JournalRecord.Consumed consumed -> {
                ShardState shard = state.shard(consumed.target());
                consume(shard, consumed, position);
                recorded(shard, position);
            }
            case JournalRecord.Terms terms -> {
                boolean inForce = isInForce(state.store, terms.bytes());
                state.pendingTerms = inForce ? null : terms.bytes(); // in force, they took the place of any before
                state.pendingTermsPosition = position;
            }
            case JournalRecord.Received received -> state.received = Math.max(state.received, received.moment());
        }
    }

    private void replay(JournalRecord.Entry entry, long position) {
        ShardState shard = state.shard(entry.name().shard());
        CachedEntity entity = state.find(entry.name());
        if (entity == null || entity.version + 1 != entry.version() || entity.position != entry.previous()) {
            throw new DamageException("expected at position " + position + " the entry after "
                    + (entity == null ? "nothing" : "version " + entity.version + " at " + entity.position) + " of "
                    + entry.name() + ", but found version " + entry.version() + " after " + entry.previous());
        }
        Working working = new Working(entity, state.heads, state.store);
        Machine.Replayed replayed = state.machine.replay(working.image(), entry.name(), entry.bytes());
        working.apply(replayed.change(), replayed.effects(), position);
        if (working.version != entry.version()) {
            throw new DamageException("expected the machine to replay version " + entry.version() + " of "
                    + entry.name() + ", but found " + working.version);
        }
        if (entry.from() != null) {
            consume(shard, entry.from(), position);
        }
        send(shard, entry, replayed.messages(), position);
        shard.tallies.add(entry.name().programme(), replayed.effects().tally());
        recorded(shard, position);
        state.publish(working);
    }

    private void send(ShardState shard, JournalRecord.Entry entry, List<Message> messages, long position) {
        List<JournalRecord.Sent> numbers = new ArrayList<>();
        for (Message message : messages) {
            Delivery delivery = shard.mailbox.send(message.command());
            state.undelivered++;
            numbers.add(new JournalRecord.Sent(delivery.target(), delivery.sequence()));
        }
        if (!numbers.equals(entry.sent())) {
            throw new DamageException("expected messages " + entry.sent() + " of the entry at position " + position
                    + ", but found " + numbers);
        }
    }

    private static void consume(ShardState shard, JournalRecord.Consumed consumed, long position) {
        long expected = shard.mailbox.consumedFrom(consumed.source()) + 1;
        if (consumed.sequence() != expected || consumed.target() != shard.number) {
            throw new DamageException("expected at position " + position + " message " + expected + " of shard "
                    + consumed.source() + " to shard " + shard.number + ", but found " + consumed);
        }
        shard.mailbox.consume(consumed.source(), consumed.sequence());
    }

    private void recorded(ShardState shard, long position) {
        shard.recorded(position);
        state.unsnapshotted++;
    }

    static boolean isInForce(EntityStore store, byte[] terms) {
        return store.terms().stream().anyMatch(one -> Arrays.equals(one, terms));
    }
}
