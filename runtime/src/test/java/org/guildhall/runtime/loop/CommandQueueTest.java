package org.guildhall.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.core.entity.Command;
import org.guildhall.runtime.Submission;
import org.guildhall.runtime.conformance.ToyBody;
import org.guildhall.runtime.conformance.ToyMachine;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private final CommandQueue queue = new CommandQueue(3);

    @Test
    void givesCommandsInTheOrderTakenAlsoAroundTheEndOfTheRing() {
        List<String> drained = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(offer("a" + i)).isEqualTo(Submission.TAKEN);
            assertThat(offer("b" + i)).isEqualTo(Submission.TAKEN);
            assertThat(queue.drain((command, callback) -> drained.add(command.id()), 5)).isEqualTo(2);
        }
        assertThat(drained).startsWith("a0", "b0", "a1", "b1", "a2").hasSize(40).endsWith("a19", "b19");
        assertThat(queue.size()).isZero();
    }

    @Test
    void saysTryLaterWhileItIsFull() {
        for (int i = 0; i < 3; i++) {
            assertThat(offer("a" + i)).isEqualTo(Submission.TAKEN);
        }
        assertThat(offer("b")).isEqualTo(Submission.TRY_LATER);
        assertThat(queue.drain((command, callback) -> {}, 1)).isEqualTo(1);
        assertThat(offer("b")).isEqualTo(Submission.TAKEN);
        assertThat(offer("c")).isEqualTo(Submission.TRY_LATER);
    }

    @Test
    void takesNothingOnceItIsClosedAndKeepsWhatItTook() {
        offer("a");
        queue.close();
        assertThat(offer("b")).isEqualTo(Submission.STOPPED);
        assertThat(queue.size()).isEqualTo(1);
        queue.open();
        assertThat(offer("c")).isEqualTo(Submission.TAKEN);
        List<String> drained = new ArrayList<>();
        queue.drain((command, callback) -> drained.add(command.id()), 5);
        assertThat(drained).containsExactly("a", "c");
    }

    private Submission offer(String id) {
        Command command = ToyMachine.command(1, id, 0, new ToyBody.Add(1));
        return queue.offer(command, answer -> {});
    }
}
