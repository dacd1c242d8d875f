package org.guildhall.server.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import org.guildhall.core.entity.Command;
import org.guildhall.core.member.Engine;

/** Commands by programme, kind and what became of them, with how long their answers took. */
final class CommandMetrics implements CommandObserver {
    private final CommandNames names;
    private final Counter commands;
    private final Histogram durations;

    CommandMetrics(Engine engine, PrometheusRegistry registry) {
        names = new CommandNames(engine);
        commands = Counter.builder()
                .name("guildhall_commands")
                .help("Commands that were submitted over HTTP, by what became of them")
                .labelNames("programme", "command", "outcome", "reason")
                .withoutExemplars()
                .register(registry);
        durations = RequestMetrics.seconds("guildhall_command_duration",
                "Commands, from their submission to their answer, which is on disk", registry, "programme");
    }

    @Override
    public Submitted begin(Command command, boolean alone) {
        long began = System.nanoTime();
        return result -> {
            String programme = names.programme(command);
            commands.labelValues(programme, CommandNames.kind(command), result.outcome(), result.reason()).inc();
            durations.labelValues(programme).observe(Unit.nanosToSeconds(System.nanoTime() - began));
        };
    }
}
