package org.guildhall.runtime.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.guildhall.core.codec.ByteWriter;
import org.guildhall.core.entity.Command;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.entity.Message;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.entity.Outcome;
import org.guildhall.core.entity.Step;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Journal;
import org.guildhall.runtime.JournalRecord;
import org.guildhall.runtime.JournalRecordCodec;
import org.guildhall.runtime.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * What a partition decides and appends at once: messages first, then timers, then commands. Reused from batch to batch by the
 * partition's thread.
 */
final class Batch {
    final List<Delivery> messages = new ArrayList<>();
    final List<EntityName> timers = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Consumer<Answer>> callbacks = new ArrayList<>();
    /** Of each command, null where it has to be loaded first. */
    private final List<@Nullable CachedEntity> entities = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int answered;

    /** Messages that this batch sends, consumes, and must leave because earlier ones are missing. */
    final List<Delivery> sent = new ArrayList<>();

    final List<Delivery> consumed = new ArrayList<>();
    final List<Delivery> early = new ArrayList<>();

    /** Kept from batch to batch. */
    final TimerFaults timerFaults;

    private final List<Working> worked = new ArrayList<>();
    private final List<EntityName> missing = new ArrayList<>();
    private final ByteWriter record = new ByteWriter(4096);
    private PartitionState state;
    private long stamp;
    private int records;
    private int failed;
    /** What touching heads came to; kept so that they are touched. */
    private int touched;

    /**
     * Tells its {@link Working}s from those of the batch before, by the lowest bit of their numbers. A reference in the entity,
     * which is old, to what is new would be work for every collection.
     */
    private final int parity;

    private Batch before;

    private Batch(PartitionState state, int parity, TimerFaults timerFaults) {
        this.state = state;
        this.parity = parity;
        this.timerFaults = timerFaults;
        before = this;
    }

    /** Two batches that are used in turn, each building on the states of the other one. */
    static Batch[] pair(PartitionState state) {
        TimerFaults timerFaults = new TimerFaults();
        Batch[] pair = {new Batch(state, 0, timerFaults), new Batch(state, 1, timerFaults)};
        pair[0].before = pair[1];
        pair[1].before = pair[0];
        return pair;
    }

    void clear(PartitionState state) {
        this.state = state;
        messages.clear();
        timers.clear();
        commands.clear();
        callbacks.clear();
        entities.clear();
        answers.clear();
        answered = 0;
        sent.clear();
        consumed.clear();
        early.clear();
        worked.clear();
        missing.clear();
        records = 0;
        failed = 0;
    }

    void take(Command command, Consumer<Answer> callback) {
        commands.add(command);
        callbacks.add(callback);
    }

    int size() {
        return messages.size() + timers.size() + commands.size();
    }

    /** Commands of callers among them. */
    int commands() {
        return commands.size();
    }

    int records() {
        return records;
    }

    int failed() {
        return failed;
    }

    /** Decides everything and adds its records to the journal. */
    void decide(long now) {
        stamp = Math.max(now, state.received);
        state.received = stamp;
        load();
        for (Delivery message : messages) {
            decideMessage(message);
        }
        for (EntityName name : timers) {
            decideTimer(name, now);
        }
        for (int i = 0; i < commands.size(); i++) {
            answers.add(decideCommand(commands.get(i), entities.get(i)));
        }
    }

    /** Ends the batch in the journal; what it decided takes effect once that is synced. */
    Journal.Sealed seal() {
        return records == 0 ? () -> {} : state.journal.seal();
    }

    /** Loads what is missing, and touches the rest one after the other: so their cache misses overlap. */
    private void load() {
        for (Delivery message : messages) {
            seek(message.command().entity());
        }
        for (EntityName name : timers) {
            seek(name);
        }
        for (Command command : commands) {
            CachedEntity entity = seek(command.entity());
            entities.add(entity);
            if (entity != null) {
                touched += state.heads.touch(entity);
            }
        }
        if (!missing.isEmpty()) {
            state.load(missing);
        }
    }

    private @Nullable CachedEntity seek(EntityName name) {
        CachedEntity entity = state.find(name);
        if (entity == null) {
            missing.add(name);
        } else {
            entity.used = true;
        }
        return entity;
    }

    private void decideMessage(Delivery message) {
        ShardState shard = state.shard(message.target());
        long expected = shard.mailbox.consumedFrom(message.source()) + 1;
        if (message.sequence() > expected) {
            early.add(message);
            return;
        }
        consumed.add(message);
        if (message.sequence() == expected) {
            Command command = message.command();
            try {
                var unused = decide(command.receivedAt(stamp), working(command.entity()), message);
            } catch (StorageException | RecordException e) {
                throw e;
            } catch (RuntimeException e) {
                // Left out, it would be lost, and skipped, those after it would come too early.
                throw new RecordException("message " + message.sequence() + " of shard " + message.source() + ", "
                        + command.id() + " to " + command.entity() + ", can't be decided: " + e, e);
            }
        }
    }

    private void decideTimer(EntityName name, long now) {
        Working working = working(name);
        if (working.nextDue <= now) {
            Command advance = state.machine.advance(name, now);
            try {
                var unused = decide(advance.receivedAt(stamp), working, null);
                timerFaults.solved(name);
            } catch (StorageException | RecordException e) {
                throw e;
            } catch (RuntimeException e) {
                failed++;
                timerFaults.met(name, e, now);
            }
        }
    }

    private Answer decideCommand(Command command, @Nullable CachedEntity entity) {
        long received = command.origin() == Origin.IMPORT ? command.at() : stamp;
        try {
            Working working = entity == null ? working(command.entity()) : working(entity);
            return new Answer.Decided(decide(command.receivedAt(received), working, null));
        } catch (StorageException | RecordException e) {
            throw e;
        } catch (RuntimeException e) {
            failed++;
            return new Answer.Failed(e);
        }
    }

    private Outcome decide(Command command, Working working, @Nullable Delivery message) {
        Step step = state.machine.step(working.image(), command);
        ShardState shard = state.shard(command.entity().shard());
        JournalRecord.Consumed from = message == null
                ? null
                : new JournalRecord.Consumed(message.source(), message.target(), message.sequence());
        if (step.entry() != null && step.change() != null) {
            check(command, working, step);
            long position = addEntry(command, working, step.entry(), step.effects().version(), from,
                    number(shard, step.messages()));
            recorded(shard, position);
            working.apply(step.change(), step.effects(), position);
            shard.tallies.add(command.entity().programme(), step.effects().tally());
        } else if (from != null) {
            JournalRecordCodec.write(record.reset(), from);
            recorded(shard, add());
        }
        if (message != null) {
            shard.mailbox.consume(message.source(), message.sequence());
        }
        return step.outcome();
    }

    private static void check(Command command, Working working, Step step) {
        if (step.effects().version() != working.version + 1) {
            throw new RecordException("expected version " + (working.version + 1) + " of " + command.entity()
                    + " from the machine, but found " + step.effects().version());
        }
    }

    private List<JournalRecord.Sent> number(ShardState shard, List<Message> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<JournalRecord.Sent> numbers = new ArrayList<>(messages.size());
        for (Message message : messages) {
            Delivery delivery = shard.mailbox.send(message.command());
            state.undelivered++;
            sent.add(delivery);
            numbers.add(new JournalRecord.Sent(delivery.target(), delivery.sequence()));
        }
        return numbers;
    }

    private long addEntry(
            Command command, Working working, byte[] entry, long version, JournalRecord.@Nullable Consumed from,
            List<JournalRecord.Sent> numbers) {
        if (command.origin() != Origin.IMPORT && stamp > state.journaledReceived) {
            JournalRecordCodec.write(record.reset(), new JournalRecord.Received(stamp));
            add();
            state.journaledReceived = stamp;
        }
        record.reset();
        JournalRecordCodec.writeEntryHead(record, command.entity(), version, working.position, from, numbers);
        record.writeRaw(entry, 0, entry.length);
        return add();
    }

    private void recorded(ShardState shard, long position) {
        shard.recorded(position);
        state.unsnapshotted++;
    }

    private long add() {
        records++;
        return state.journal.add(record.array(), 0, record.size());
    }

    private Working working(EntityName name) {
        CachedEntity entity = state.find(name);
        if (entity == null) {
            throw new RecordException("expected " + name + " in memory, but found it gone");
        }
        return working(entity);
    }

    private Working working(CachedEntity entity) {
        int number = entity.working;
        if (number >= 0 && (number & 1) == parity) {
            return worked.get(number >> 1);
        }
        Working working = number < 0
                ? new Working(entity, state.heads, state.store)
                : new Working(before.worked.get(number >> 1));
        entity.working = worked.size() << 1 | parity;
        worked.add(working);
        return working;
    }

    /** Shows readers the new states; the batch is on disk. */
    void publish() {
        for (int i = 0; i < worked.size(); i++) {
            Working working = worked.get(i);
            if (working.entity.working == (i << 1 | parity)) {
                working.entity.working = -1;
            }
            if (working.changed()) {
                state.publish(working);
            } else {
                working.settled();
                state.count(working.entity);
            }
        }
    }

    void answer() {
        while (answered < answers.size()) {
            int next = answered++;
            call(callbacks.get(next), answers.get(next));
        }
    }

    /** Answers what was not, when the partition stops. */
    void abandon(String reason) {
        Answer unknown = new Answer.Unknown(reason);
        while (answered < callbacks.size()) {
            call(callbacks.get(answered++), unknown);
        }
    }

    /** A callback that throws is its owner's loss, not the partition's. */
    static void call(Consumer<Answer> callback, Answer answer) {
        try {
            callback.accept(answer);
        } catch (RuntimeException | Error e) {
            System.getLogger(Batch.class.getName()).log(System.Logger.Level.ERROR, "a callback threw", e);
        }
    }

    /** A machine or cache that broke its contract: the batch can't go on. */
    static final class RecordException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        RecordException(String message) {
            super(message);
        }

        RecordException(String message, RuntimeException cause) {
            super(message, cause);
        }
    }
}
