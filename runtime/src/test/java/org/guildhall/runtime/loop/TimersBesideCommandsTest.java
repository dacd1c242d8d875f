package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.guildhall.runtime.Faults.Moment;
import org.guildhall.runtime.RuntimeOptions;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.guildhall.runtime.memory.MemoryStorage;
import org.guildhall.runtime.memory.VirtualClock;
import org.junit.jupiter.api.Test;

/** A batch takes 512 things at most: 32 timers among them where the disk takes no time, 4 where half a batch of commands waits. */
class TimersBesideCommandsTest {
    private static final int MEMBERS = 600;

    private final MemoryStorage storage = new MemoryStorage();
    private final VirtualClock clock = new VirtualClock(1);
    private final PartitionLoop loop = loop();
    private int submitted;
    private int decidingMillis;
    private int syncingMillis;

    private PartitionLoop loop() {
        storage.layOut(1, 0);
        PartitionLoop[] loops = new PartitionLoop[1];
        loops[0] =
                new PartitionLoop(0, new Shared(storage, new ToyMachine(), RuntimeOptions.of(1), clock, this::passTime,
                        new SnapshotWriter(storage.entities(), this::passTime), loops, new AtomicReference<>()));
        return loops[0];
    }

    private void passTime(Moment moment, int partition) {
        clock.advance(
                moment == Moment.BATCH_TAKEN ? decidingMillis : moment == Moment.BATCH_SYNCED ? syncingMillis : 0);
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
        setTimers();
        clock.advance(10_000);
    }

    private void setTimers() {
        for (int i = 0; i < MEMBERS; i++) {
            submit(i, new ToyBody.Later(1, 10_000));
        }
        while (!loop.idle()) {
            loop.turn();
        }
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
    void areAsManyAsAreDecidedInHalfTheTimeOfASync() {
        setTimers();
        decidingMillis = 1;
        syncingMillis = 20;
        for (int i = 0; i < 200; i++) {
            submitSome(10); // 0.1 ms each
            loop.turn();
        }
        clock.advance(10_000);

        assertThat(decidedInOneTurn()).isEqualTo(100);
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
