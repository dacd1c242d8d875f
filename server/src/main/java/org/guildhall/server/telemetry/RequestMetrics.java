package org.guildhall.server.telemetry;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import org.guildhall.server.http.Observer;

/** Requests by method, route and class of status, with how long they took. */
final class RequestMetrics implements Observer {
    /** In seconds, from what a cached read takes to what nobody waits for. */
    private static final double[] BOUNDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};

    private final Histogram durations;

    RequestMetrics(PrometheusRegistry registry) {
        durations = seconds("guildhall_http_request_duration", "Requests, from their head to the end of their answer",
                registry, "method", "route", "status");
    }

    static Histogram seconds(String name, String help, PrometheusRegistry registry, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .unit(Unit.SECONDS)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .register(registry);
    }

    @Override
    public Observation begin(Arrival arrival) {
        long began = System.nanoTime();
        return answered -> durations
                .labelValues(arrival.method(), arrival.route(), answered.status() / 100 + "xx")
                .observe(Unit.nanosToSeconds(System.nanoTime() - began));
    }
}
