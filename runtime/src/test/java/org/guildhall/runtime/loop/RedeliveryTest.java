package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.runtime.Answer;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.StorageException;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;

/** Messages that come again after a partition started again from disk. */
class RedeliveryTest {
    private static final int SENDER = 0;
    private static final int RECEIVER = 1;

    private final MemoryStorage storage = new MemoryStorage();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final PartitionLoop[] loops = loops();
    private final List<Answer> answers = new ArrayList<>();
    private int sent;

    private PartitionLoop[] loops() {
        storage.layOut(2, 0);
        PartitionLoop[] loops = new PartitionLoop[2];
        Shared shared = new Shared(storage, new ToyMachine(), RuntimeOptions.of(2), new VirtualClock(1),
                this::failOnce, new SnapshotWriter(storage.entities(), Faults.NONE), loops, new AtomicReference<>());
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new PartitionLoop(i, shared);
        }
        return loops;
    }

    /** The receiver's first batch is lost, and just before that the sender sends once more. */
    private void failOnce(Moment moment, int partition) {
        if (moment == Moment.BATCH_ADDED && partition == RECEIVER && failed.compareAndSet(false, true)) {
            send();
            throw new StorageException("expected a sync, but found a broken disk");
        }
    }

    private void send() {
        var unused = loops[SENDER].submit(
                ToyMachine.command(keyIn(SENDER), "send-" + sent++, 0, new ToyBody.Send(keyIn(RECEIVER), 1, 0)),
                answers::add);
        loops[SENDER].turn();
    }

    @Test
    void aMessageThatCameTooEarlyAndAgainInItsTurnIsNotAskedForOnceMore() {
        send();
        loops[RECEIVER].turn();
        // One batch: the second message, that is too early, then both.
        loops[SENDER].turn();
        loops[RECEIVER].turn();
        loops[SENDER].turn();
        assertThat(answers).hasSize(2).hasOnlyElementsOfType(Answer.Decided.class);
        assertThat(loops).noneMatch(PartitionLoop::hasStopped).allMatch(PartitionLoop::idle);
        assertThat(loops[RECEIVER].state().shard(ToyMachine.name(keyIn(RECEIVER)).shard()).mailbox
                .consumedFrom(ToyMachine.name(keyIn(SENDER)).shard())).isEqualTo(2);
    }

    private static long keyIn(int partition) {
        long key = 0;
        while (PartitionState.partitionOf(ToyMachine.name(key).shard(), 2) != partition) {
            key++;
        }
        return key;
    }
}
