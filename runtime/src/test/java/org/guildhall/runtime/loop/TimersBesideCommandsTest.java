package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.runtime.Faults;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;

/** A batch takes 512 things at most, 128 timers at most among them; 16 where half a batch of commands waits. */
class TimersBesideCommandsTest {
    private static final int MEMBERS = 600;

    private final MemoryStorage storage = new MemoryStorage();
    private final VirtualClock clock = new VirtualClock(1);
    private final PartitionLoop loop = loop();
    private int submitted;

    private PartitionLoop loop() {
        storage.layOut(1, 0);
        PartitionLoop[] loops = new PartitionLoop[1];
        loops[0] = new PartitionLoop(0, new Shared(storage, new ToyMachine(), RuntimeOptions.of(1), clock, Faults.NONE,
                new SnapshotWriter(storage.entities(), Faults.NONE), loops, new AtomicReference<>()));
        return loops[0];
    }

    private void submit(int key, ToyBody body) {
        assertThat(loop.submit(ToyMachine.command(key, "c" + submitted++, 0, body), answer -> {}))
                .isEqualTo(Submission.TAKEN);
    }

    private void submitSome(int count) {
        for (int i = 0; i < count; i++) {
            submit(10_000 + i, new ToyBody.Add(1));
        }
    }

    /** All at one moment, which has come. */
    private void letTimersFallDue() {
        for (int i = 0; i < MEMBERS; i++) {
            submit(i, new ToyBody.Later(100, 1));
        }
        while (!loop.idle()) {
            loop.turn();
        }
        clock.advance(1_000);
    }

    private long decidedInOneTurn() {
        long before = loop.status().decided();
        loop.turn();
        return loop.status().decided() - before;
    }

    @Test
    void takeTheirShareWhereNobodyWaits() {
        letTimersFallDue();

        assertThat(decidedInOneTurn()).isEqualTo(32);
    }

    @Test
    void areTheFewerTheMoreCommandsWait() {
        letTimersFallDue();
        submitSome(64);

        assertThat(decidedInOneTurn()).isEqualTo(64 + 24);
    }

    @Test
    void goOnWhereVeryManyCommandsWait() {
        letTimersFallDue();
        submitSome(400);

        assertThat(decidedInOneTurn()).isEqualTo(400 + 4);
    }

    @Test
    void waitForTheNextStartOnceThePartitionCloses() {
        letTimersFallDue();
        submitSome(3);
        loop.closeIntake();

        assertThat(decidedInOneTurn()).isEqualTo(3);
        assertThat(decidedInOneTurn()).isZero();
    }
}
