package org.guildhall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.core.entity.EntityKind;
import org.guildhall.core.entity.EntityName;
import org.guildhall.runtime.RuntimeStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusWarningsTest {
    @Test
    void tellsOfWhatHasStoppedAndOfTimersThatFail() {
        var fault = new RuntimeStatus.TimerFault(new EntityName(7, EntityKind.MEMBER, 1), "an account below zero");
        RuntimeStatus status = new RuntimeStatus(
                List.of(partition(0, List.of(), "a broken disk"), partition(1200, List.of(fault), null)),
                "the clock jumped");
        assertThat(StatusCommand.warnings(status)).hasSize(3)
                .contains("timers stand still: the clock jumped", "partition 0 has stopped: a broken disk")
                .last()
                .asString()
                .startsWith("what is due can't be done for 1,200 members of partition 1: ")
                .contains("an account below zero");
    }

    @Test
    void saysNothingWhileAllIsWell() {
        assertThat(StatusCommand.warnings(new RuntimeStatus(List.of(partition(0, List.of(), null)), null))).isEmpty();
    }

    private static RuntimeStatus.Partition partition(
            long timersFailed, List<RuntimeStatus.TimerFault> faults, @Nullable String stopped) {
        return new RuntimeStatus.Partition(1, 0, 0, 0, 0, 0, 0, 0, timersFailed, timersFailed, faults, stopped);
    }
}
