package org.guildhall.server.telemetry;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.guildhall.server.access.Permission;
import org.guildhall.server.api.Edge;
import org.guildhall.server.http.Call;
import org.guildhall.server.http.Observer;
import org.guildhall.server.http.Reply;
import org.guildhall.server.http.Route;

/**
 * What Prometheus reads at {@code /metrics}. Its labels are names of programmes, routes, kinds, codes, partitions: of each there
 * are few, and none names a member.
 */
final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final RequestMetrics requests = new RequestMetrics(registry);
    private final CommandMetrics commands;

    Metrics(Edge edge) {
        commands = new CommandMetrics(edge.engine(), registry);
        registry.register(new PartitionCollector(edge.runtime()));
        registry.register(new ProgrammeCollector(edge.engine(), edge.runtime()));
        JvmMetrics.builder().register(registry);
        Info.builder()
                .name("guildhall_build")
                .help("Which Guildhall this is")
                .labelNames("version")
                .register(registry)
                .setLabelValues(Version.TEXT);
    }

    Observer requests() {
        return requests;
    }

    CommandObserver commands() {
        return commands;
    }

    Route route() {
        return new Route("GET", "/metrics", Permission.MONITOR, this::scrape);
    }

    /** For all programmes at once, so only a key for all may ask. */
    private Reply scrape(Call call) {
        call.requireKeyForAll();
        String accepted = call.parts().header("Accept").orElse("");
        ExpositionFormatWriter asked = formats.findWriter(accepted);
        ExpositionFormatWriter writer = asked.isAvailable() ? asked : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return Reply.whole(200, writer.getContentType(), out.toByteArray());
    }
}
