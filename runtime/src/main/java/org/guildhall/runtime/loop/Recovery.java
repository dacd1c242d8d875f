package org.guildhall.runtime.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** Over all partitions of a runtime, which start together: the more, the fewer times a shard is passed over. */
    private static final long MOST_GATHERED_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 16 << 20, 1 << 30);

    private final PartitionState state;
    private final Gathered gathered = new Gathered();
    private final long mostBytes;

    private Recovery(PartitionState state, long mostBytes) {
        this.state = state;
        this.mostBytes = mostBytes;
    }

    /** Replays what the store doesn't reflect of the journal into {@code state}, which holds the shards as stored. */
    static void replay(PartitionState state) {
        long shards = Arrays.stream(state.shards()).filter(Objects::nonNull).count();
        replay(state, MOST_GATHERED_BYTES * shards / EntityName.SHARDS);
    }

    /** @param mostBytes of records that are gathered before they are replayed */
    static void replay(PartitionState state, long mostBytes) {
        Progress progress = state.store.progress(state.index);
        state.received = progress.received();
        Recovery recovery = new Recovery(state, mostBytes);
        state.journal.read(progress.replayFrom(), (position, bytes, offset, length) -> {
            int shard = JournalRecordCodec.shard(bytes, offset, length);
            if (shard < 0) {
                recovery.follow(JournalRecordCodec.read(bytes, offset, length), position, Map.of());
            } else if (position > state.shard(shard).storedPosition) {
                recovery.gather(shard, position, bytes, offset, length);
            }
            return true;
        });
        recovery.replayGathered();
        state.journaledReceived = state.received;
    }

    private void gather(int shard, long position, byte[] bytes, int offset, int length) {
        gathered.add(shard, position, bytes, offset, length);
        if (gathered.bytes() >= mostBytes) {
            replayGathered();
        }
    }

    private void replayGathered() {
        for (int shard = 0; shard < EntityName.SHARDS; shard++) {
            if (gathered.count(shard) > 0) {
                replayShard(shard);
            }
        }
        gathered.clear();
    }

    private void replayShard(int shard) {
        List<JournalRecord> records = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        Map<EntityName, Run> runs = new HashMap<>();
        gathered.forEach(shard, (position, bytes, offset, length) -> {
            JournalRecord record = JournalRecordCodec.read(bytes, offset, length);
            records.add(record);
            positions.add(position);
            if (record instanceof JournalRecord.Entry entry) {
                runs.computeIfAbsent(entry.name(), Run::new).add(entry, position);
            }
            return true;
        });
        state.loadShard(runs.keySet().stream().filter(name -> state.find(name) == null).sorted().toList());
        runs.values().forEach(this::replay);
        for (int i = 0; i < records.size(); i++) {
            follow(records.get(i), positions.get(i), runs);
        }
    }

    /** What is replayed of one entity, at once; and then, entry by entry, the messages that were sent. */
    private static final class Run {
        final EntityName name;
        final List<JournalRecord.Entry> entries = new ArrayList<>(2);
        final List<Long> positions = new ArrayList<>(2);
        private final Deque<List<Message>> messages = new ArrayDeque<>(2);

        Run(EntityName name) {
            this.name = name;
        }

        void add(JournalRecord.Entry entry, long position) {
            entries.add(entry);
            positions.add(position);
        }
    }

    private void replay(Run run) {
        Working working = working(run.name);
        long version = working.version;
        long position = working.position;
        for (int i = 0; i < run.entries.size(); i++) {
            JournalRecord.Entry entry = run.entries.get(i);
            if (version + 1 != entry.version() || position != entry.previous()) {
                throw new DamageException("expected at position " + run.positions.get(i) + " the entry after version "
                        + version + " at " + position + " of " + run.name + ", but found version " + entry.version()
                        + " after " + entry.previous());
            }
            version = entry.version();
            position = run.positions.get(i);
        }
        Machine.Replayed replayed = state.machine.replay(
                working.image(), run.name, run.entries.stream().map(JournalRecord.Entry::bytes).toList());
        working.apply(replayed.change(), replayed.effects(), position);
        if (working.version != version) {
            throw new DamageException("expected the machine to replay version " + version + " of " + run.name
                    + ", but found " + working.version);
        }
        if (replayed.messages().size() != run.entries.size()) {
            throw new DamageException("expected the machine to replay messages of " + run.entries.size()
                    + " entries of " + run.name + ", but found those of " + replayed.messages().size());
        }
        run.messages.addAll(replayed.messages());
        state.shard(run.name.shard()).tallies.add(run.name.programme(), replayed.effects().tally());
        state.publish(working);
    }

    private Working working(EntityName name) {
        CachedEntity entity = state.find(name);
        if (entity == null) {
            throw new IllegalStateException("expected " + name + " to be loaded, but found it missing");
        }
        return new Working(entity, state.heads, state.store);
    }

    /** What a record says of its shard, its entity being replayed already, or of the partition. */
    private void follow(JournalRecord record, long position, Map<EntityName, Run> runs) {
        switch (record) {
            case JournalRecord.Entry entry -> {
                ShardState shard = state.shard(entry.name().shard());
                if (entry.from() != null) {
                    consume(shard, entry.from(), position);
                }
                Run run = Objects.requireNonNull(runs.get(entry.name()));
                send(shard, entry, run.messages.remove(), position);
                recorded(shard, position);
            }
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
