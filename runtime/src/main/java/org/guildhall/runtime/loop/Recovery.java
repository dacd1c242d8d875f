package org.guildhall.runtime.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Machine;
import org.guildhall.core.entity.Message;
import org.guildhall.runtime.DamageException;
import org.guildhall.runtime.EntityStore;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Makes a partition's memory from disk: shards from their snapshots, then the journal after them. Its records are read and
 * gathered before the partition serves; what they say of messages holds from then on. An entity's entries wait until it is
 * first loaded, or until the turn of its shard comes, and are replayed at once then: no entity in memory is without them.
 * Used by the partition's thread.
 */
final class Recovery {
    /** Over all partitions of a runtime, which start together. Where there is more, all is replayed before they serve. */
    private static final long MOST_GATHERED_BYTES =
            Math.clamp(Runtime.getRuntime().maxMemory() / 4, 16 << 20, 2L << 30);

    private final PartitionState state;
    private final long mostBytes;
    private final Gathered gathered = new Gathered();
    private final @Nullable EntityChains[] chains = new EntityChains[EntityName.SHARDS];
    /** Shards with gathered records, the one with the oldest first: in this order they are to be written back as well. */
    private final ArrayDeque<Integer> order = new ArrayDeque<>();
    /** Shards with gathered records that consume messages or send them. */
    private final BitSet talking = new BitSet();
    /** What entries sent that are replayed, by their positions, until the record is followed. */
    private final Map<Long, List<Message>> messages = new HashMap<>();
    /** Entries that wait, by shard and in all. */
    private final int[] waiting = new int[EntityName.SHARDS];

    private long allWaiting;
    /** Whether there is more than may wait, so that nothing does. */
    private boolean inRounds;

    private Recovery(PartitionState state, long mostBytes) {
        this.state = state;
        this.mostBytes = mostBytes;
    }

    /** Reads what the store doesn't reflect of the journal into {@code state}, which holds the shards as stored. */
    static void begin(PartitionState state) {
        long shards = Arrays.stream(state.shards()).filter(Objects::nonNull).count();
        begin(state, MOST_GATHERED_BYTES * shards / EntityName.SHARDS);
    }

    /** @param mostBytes of records that may wait; where there are more, none does */
    static void begin(PartitionState state, long mostBytes) {
        Recovery recovery = new Recovery(state, mostBytes);
        state.recovery = recovery;
        recovery.read();
        state.endRecoveryIfDone();
    }

    private void read() {
        Progress progress = state.store.progress(state.index);
        state.received = progress.received();
        state.journal.read(progress.replayFrom(), (position, bytes, offset, length) -> {
            int shard = JournalRecordCodec.shard(bytes, offset, length);
            if (shard < 0) {
                follow(JournalRecordCodec.read(bytes, offset, length), position);
            } else if (position > state.shard(shard).storedPosition) {
                gather(shard, position, bytes, offset, length);
                if (gathered.bytes() >= mostBytes) {
                    inRounds = true;
                    endRound();
                }
            }
            return true;
        });
        state.journaledReceived = state.received;
        if (inRounds) {
            endRound();
        } else {
            followMessages();
        }
    }

    private void gather(int shard, long position, byte[] bytes, int offset, int length) {
        if (gathered.count(shard) == 0) {
            order.add(shard);
        }
        gathered.add(shard, position, bytes, offset, length);
        state.shard(shard).recorded(position);
        state.unsnapshotted++;
        if (JournalRecordCodec.hasMessages(bytes, offset, length)) {
            talking.set(shard);
        }
        if (JournalRecordCodec.isEntry(bytes, offset, length)) {
            waiting[shard]++;
            allWaiting++;
        }
    }

    /** Replays all that is gathered, so that more can be. */
    private void endRound() {
        followMessages();
        replay(Integer.MAX_VALUE);
        gathered.clear();
        Arrays.fill(chains, null);
        order.clear();
    }

    boolean isDone() {
        return allWaiting == 0;
    }

    /** How many entries wait. */
    long waiting() {
        return allWaiting;
    }

    /** Whether entries of the shard wait, so that it can't be written back. */
    boolean waits(int shard) {
        return waiting[shard] > 0;
    }

    /** Replays whole shards, until no entry waits or at least so many were replayed. */
    void replay(int entries) {
        long until = allWaiting - entries;
        while (allWaiting > Math.max(0, until)) {
            int shard = order.element();
            if (waits(shard)) {
                load(chains(shard).names());
            }
            order.remove();
        }
    }

    /** Brings entities of one shard to the journal's end, in the order of their names. */
    private void load(List<EntityName> names) {
        List<EntityName> missing = new ArrayList<>();
        for (EntityName name : names) {
            CachedEntity entity = state.find(name);
            if (entity == null) {
                missing.add(name);
            } else {
                replay(entity); // of an earlier round
            }
        }
        state.loadShard(missing);
    }

    private EntityChains chains(int shard) {
        EntityChains made = chains[shard];
        if (made == null) {
            made = new EntityChains(gathered, shard);
            chains[shard] = made;
        }
        return made;
    }

    /** Replays the entries that wait for an entity, which stands as stored, or as an earlier round left it. */
    void replay(CachedEntity entity) {
        EntityName name = entity.name();
        int shard = name.shard();
        if (!waits(shard)) {
            return;
        }
        int[] numbers = chains(shard).of(name);
        if (numbers.length == 0) {
            return;
        }
        Working working = new Working(entity, state.heads, state.store);
        List<JournalRecord.Entry> entries = entriesAfter(working, shard, numbers);
        Machine.Replayed replayed = state.machine.replay(
                working.image(), name, entries.stream().map(JournalRecord.Entry::bytes).toList());
        working.apply(replayed.change(), replayed.effects(), gathered.position(shard, numbers[numbers.length - 1]));
        if (working.version != entries.getLast().version()) {
            throw new DamageException("expected the machine to replay version " + entries.getLast().version() + " of "
                    + name + ", but found " + working.version);
        }
        keepMessages(shard, numbers, entries, replayed.messages());
        state.shard(shard).tallies.add(name.programme(), replayed.effects().tally());
        state.publish(working);
        chains(shard).done(name);
        waiting[shard] -= numbers.length;
        allWaiting -= numbers.length;
    }

    /** Each has to go on where the one before it ended. */
    private List<JournalRecord.Entry> entriesAfter(Working working, int shard, int[] numbers) {
        List<JournalRecord.Entry> entries = new ArrayList<>(numbers.length);
        long version = working.version;
        long position = working.position;
        for (int number : numbers) {
            JournalRecord.Entry entry = (JournalRecord.Entry) gathered.read(shard, number, JournalRecordCodec::read);
            if (version + 1 != entry.version() || position != entry.previous()) {
                throw new DamageException("expected at position " + gathered.position(shard, number)
                        + " the entry after version " + version + " at " + position + " of " + entry.name()
                        + ", but found version " + entry.version() + " after " + entry.previous());
            }
            version = entry.version();
            position = gathered.position(shard, number);
            entries.add(entry);
        }
        return entries;
    }

    private void keepMessages(
            int shard, int[] numbers, List<JournalRecord.Entry> entries, List<List<Message>> replayed) {
        if (replayed.size() != entries.size()) {
            throw new DamageException("expected the machine to replay messages of " + entries.size() + " entries of "
                    + entries.getFirst().name() + ", but found those of " + replayed.size());
        }
        for (int i = 0; i < numbers.length; i++) {
            if (replayed.get(i).size() != entries.get(i).sent().size()) {
                throw messagesDiffer(gathered.position(shard, numbers[i]), entries.get(i), replayed.get(i).size());
            }
            if (!replayed.get(i).isEmpty()) {
                messages.put(gathered.position(shard, numbers[i]), replayed.get(i));
            }
        }
    }

    private static DamageException messagesDiffer(long position, JournalRecord.Entry entry, Object found) {
        return new DamageException("expected messages " + entry.sent() + " of the entry at position " + position
                + ", but found " + found);
    }

    /** Brings mailboxes to the end of what is gathered, for which those entities are replayed that sent something. */
    private void followMessages() {
        for (int shard = talking.nextSetBit(0); shard >= 0; shard = talking.nextSetBit(shard + 1)) {
            List<Integer> numbers = new ArrayList<>();
            Set<EntityName> senders = new TreeSet<>();
            for (int i = 0; i < gathered.count(shard); i++) {
                if (gathered.read(shard, i, JournalRecordCodec::hasMessages)) {
                    numbers.add(i);
                    if (gathered.read(shard, i, JournalRecordCodec::read) instanceof JournalRecord.Entry entry
                            && !entry.sent().isEmpty()) {
                        senders.add(entry.name());
                    }
                }
            }
            load(List.copyOf(senders));
            for (int number : numbers) {
                follow(gathered.read(shard, number, JournalRecordCodec::read), gathered.position(shard, number));
            }
        }
        talking.clear();
    }

    /** What a record says of messages, or of the partition. */
    private void follow(JournalRecord record, long position) {
        switch (record) {
            case JournalRecord.Entry entry -> {
                ShardState shard = state.shard(entry.name().shard());
                if (entry.from() != null) {
                    consume(shard, entry.from(), position);
                }
                if (!entry.sent().isEmpty()) {
                    send(shard, entry, Objects.requireNonNull(messages.remove(position)), position);
                }
            }
            case JournalRecord.Consumed consumed -> consume(state.shard(consumed.target()), consumed, position);
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
            throw messagesDiffer(position, entry, numbers);
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

    static boolean isInForce(EntityStore store, byte[] terms) {
        return store.terms().stream().anyMatch(one -> Arrays.equals(one, terms));
    }
}
