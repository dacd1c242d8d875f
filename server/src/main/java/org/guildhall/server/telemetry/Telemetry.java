package org.guildhall.server.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.Observer;
import org.guildhall.server.http.Observers;
import org.guildhall.server.http.Route;
import org.jspecify.annotations.Nullable;

/**
 * All that watches a server.
 *
 * @param edge what routes should stand on, so that their commands are seen
 * @param requests what should be told of every request
 * @param metrics where what was seen can be read
 */
public record Telemetry(Edge edge, Observer requests, Route metrics) {
    /** What watches the requests of a server without an engine behind it. */
    public static Observer ofRequests(RequestLog log) {
        return new Observers(List.of(new RequestMetrics(new PrometheusRegistry()), log));
    }

    /** @param tracing null where nobody collects traces */
    public static Telemetry of(Edge edge, RequestLog log, @Nullable Tracing tracing) {
        Metrics metrics = new Metrics(edge);
        List<Observer> requests = new ArrayList<>(List.of(metrics.requests(), log));
        List<CommandObserver> commands = new ArrayList<>(List.of(metrics.commands()));
        if (tracing != null) {
            requests.add(tracing);
            commands.add(tracing);
        }
        return new Telemetry(edge.over(new ObservedRuntime(edge.runtime(), List.copyOf(commands))),
                new Observers(List.copyOf(requests)), metrics.route());
    }
}
