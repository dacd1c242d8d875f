package org.guildhall.server.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guildhall.core.entity.Command;
import org.guildhall.core.member.Engine;
import org.guildhall.server.http.Observer;
import org.jspecify.annotations.Nullable;

/**
 * Traces over OTLP: a span for each request, within it one for the wait for a decision. Attributes name routes, programmes,
 * kinds and codes, never a path or a member. A trace that the caller began goes on here, and is kept or not as the caller
 * says.
 */
public final class Tracing implements Observer, CommandObserver, AutoCloseable {
    private static final String TRACES = "/v1/traces";
    private static final long LAST_EXPORT_SECONDS = 3;
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> PROGRAMME = AttributeKey.stringKey("guildhall.programme");
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("guildhall.key");
    private static final AttributeKey<String> COMMAND = AttributeKey.stringKey("guildhall.command");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("guildhall.outcome");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("guildhall.reason");

    private final CommandNames names;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * @param collector where it listens for OTLP over HTTP, such as {@code http://127.0.0.1:4318}
     * @param share of the traces that begin here, 0 to 1
     */
    public Tracing(URI collector, double share, Engine engine) {
        names = new CommandNames(engine);
        String path = collector.getPath();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"), "guildhall",
                                AttributeKey.stringKey("service.version"), Version.TEXT))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(path == null || path.isEmpty() || path.equals("/")
                                ? collector.resolve(TRACES).toString()
                                : collector.toString())
                        .build()).build())
                .build();
        tracer = provider.get("guildhall", Version.TEXT);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the observation closes it, on the same thread
    public Observation begin(Arrival arrival) {
        SpanBuilder builder = tracer.spanBuilder(arrival.method() + " " + arrival.route())
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), arrival, FROM_HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, arrival.method())
                .setAttribute(ROUTE, arrival.route());
        if (arrival.programme() != null && names.knows(arrival.programme())) {
            builder.setAttribute(PROGRAMME, arrival.programme());
        }
        Span span = builder.startSpan();
        Scope scope = span.makeCurrent();
        return answered -> {
            scope.close();
            span.setAttribute(STATUS, (long) answered.status());
            if (answered.caller() != null) {
                span.setAttribute(KEY, answered.caller().id());
            }
            if (answered.status() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        };
    }

    /** A span for whoever waits; none for each of many, of which there may be a million in one request. */
    @Override
    public Submitted begin(Command command, boolean alone) {
        if (!alone || !Span.current().isRecording()) {
            return result -> {};
        }
        Span span = tracer.spanBuilder("decide")
                .setAttribute(PROGRAMME, names.programme(command))
                .setAttribute(COMMAND, CommandNames.kind(command))
                .startSpan();
        return result -> {
            span.setAttribute(OUTCOME, result.outcome());
            if (!result.reason().isEmpty()) {
                span.setAttribute(REASON, result.reason());
            }
            span.end();
        };
    }

    /** Sends what was not sent yet, for 3 s at most. */
    @Override
    public void close() {
        var _ = provider.shutdown().join(LAST_EXPORT_SECONDS, TimeUnit.SECONDS);
    }

    private static final TextMapGetter<Arrival> FROM_HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Arrival arrival) {
            return List.of("traceparent", "tracestate");
        }

        @Override
        public @Nullable String get(@Nullable Arrival arrival, String name) {
            return arrival == null ? null : arrival.header().apply(name).orElse(null);
        }
    };
}
