/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import dev.edgewise.ingest.update.BatchReport;
import dev.edgewise.ingest.update.IngestListener;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces of events from the request to the profile. The headers of an event's record carry the
 * context of the request (W3C Trace Context), and each batch that reaches the store adds a span to
 * the traces of its events. Thread-safe.
 */
public final class IngestTraces implements IngestListener {
  private static final String HEADER = "traceparent";
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<Long> SIZE =
      AttributeKey.longKey("messaging.batch.message_count");

  private final OpenTelemetry telemetry;
  private final Tracer tracer;
  private final InstantSource clock;

  public IngestTraces(OpenTelemetry telemetry, InstantSource clock) {
    this.telemetry = telemetry;
    this.tracer = telemetry.getTracer("dev.edgewise");
    this.clock = clock;
  }

  /** Returns the headers with the trace of the current request; empty when it has none. */
  public Map<String, String> headers() {
    if (!Span.current().getSpanContext().isValid()) {
      return Map.of();
    }
    Map<String, String> headers = new HashMap<>();
    telemetry
        .getPropagators()
        .getTextMapPropagator()
        .inject(
            Context.current(),
            headers,
            (into, key, value) -> {
              if (into != null) {
                into.put(key, value);
              }
            });
    headers.keySet().retainAll(List.of(HEADER));
    return headers;
  }

  @Override
  public void batch(BatchReport report) {
    Instant end = clock.instant();
    for (String traceparent : report.traceparents()) {
      tracer
          .spanBuilder("apply to profiles")
          .setSpanKind(SpanKind.CONSUMER)
          .setParent(context(traceparent))
          .setAttribute(SYSTEM, "redis")
          .setAttribute(SIZE, (long) report.events())
          .setStartTimestamp(end.minus(report.atStore()))
          .startSpan()
          .end(end);
    }
  }

  private Context context(String traceparent) {
    return telemetry
        .getPropagators()
        .getTextMapPropagator()
        .extract(Context.root(), traceparent, Header.ONLY);
  }

  /** Reads the only header. */
  private enum Header implements TextMapGetter<String> {
    ONLY;

    @Override
    public Iterable<String> keys(String traceparent) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable String traceparent, String key) {
      return key.equals(HEADER) ? traceparent : null;
    }
  }
}
