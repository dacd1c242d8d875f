package org.guildhall.runtime.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;

class FlushTest {
    private static final EntityName NAME = ToyMachine.name(1);

    private final MemoryStorage storage = new MemoryStorage();
    private final SnapshotWriter writer = new SnapshotWriter(storage.entities(), Faults.NONE);
    private final PartitionLoop loop = loop();

    private PartitionLoop loop() {
        storage.layOut(1, 0);
        PartitionLoop[] loops = new PartitionLoop[1];
        loops[0] = new PartitionLoop(0, new Shared(storage, new ToyMachine(), RuntimeOptions.of(1), new VirtualClock(1),
                Faults.NONE, writer, loops, new AtomicReference<>()));
        return loops[0];
    }

    private void decide(String id) {
        var unused = loop.submit(ToyMachine.command(1, id, 0, new ToyBody.Add(1)), answer -> {});
        loop.turn();
    }

    private CompletableFuture<Void> flush() {
        CompletableFuture<Void> flushed = loop.flush();
        loop.turn();
        return flushed;
    }

    @Test
    void aFlushWritesWhatWasDecidedWhileAnotherOneWasUnderWay() {
        decide("a");
        CompletableFuture<Void> first = flush();
        decide("b");
        CompletableFuture<Void> second = flush();
        while (!second.isDone()) {
            writer.step();
            loop.turn();
        }
        assertThat(first).isDone();
        assertThat(requireNonNull(storage.entities().load(NAME)).version()).isEqualTo(2);
    }
}
