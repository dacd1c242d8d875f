package org.guildhall.server.telemetry;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Metrics of which each has one value for each of some things, as they stand now. */
record Samples<T>(List<T> things, Function<T, Labels> labels) {
    MetricSnapshot gauge(String name, String help, ToDoubleFunction<T> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        things.forEach(one -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(labels.apply(one))
                .value(value.applyAsDouble(one))
                .build()));
        return gauge.build();
    }

    /** @param name without {@code _total} */
    MetricSnapshot counter(String name, String help, ToDoubleFunction<T> value) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        things.forEach(one -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels.apply(one))
                .value(value.applyAsDouble(one))
                .build()));
        return counter.build();
    }
}
