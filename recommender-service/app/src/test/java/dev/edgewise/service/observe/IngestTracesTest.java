/* SPDX-License-Identifier: Apache-2.0 */
package dev.edgewise.service.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewise.ingest.update.BatchReport;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestTracesTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final List<SpanData> spans = new ArrayList<>();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(new Collecting()))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final IngestTraces traces = new IngestTraces(telemetry, () -> NOON);

  private final class Collecting implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static BatchReport report(List<String> traceparents) {
    return new BatchReport(Map.of(), 5, 2, Duration.ofMillis(30), Map.of(), traceparents);
  }

  @Test
  void theTraceOfARequestGoesOnAtTheStore() {
    Span request = telemetry.getTracer("test").spanBuilder("POST").startSpan();
    Map<String, String> headers;
    try (Scope scope = request.makeCurrent()) {
      assertThat(scope).isNotNull();
      headers = traces.headers();
    }
    request.end();
    assertThat(headers).containsOnlyKeys("traceparent");
    traces.batch(report(List.copyOf(headers.values())));
    assertThat(spans).hasSize(2);
    SpanData applied = spans.getLast();
    assertThat(applied.getTraceId()).isEqualTo(request.getSpanContext().getTraceId());
    assertThat(applied.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
    assertThat(applied.getEndEpochNanos() - applied.getStartEpochNanos())
        .isEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void withoutATraceThereAreNoHeaders() {
    assertThat(Span.fromContext(Context.root()).getSpanContext().isValid()).isFalse();
    assertThat(traces.headers()).isEmpty();
  }

  @Test
  void aHeaderThatIsNoneBeginsATraceOfItsOwn() {
    traces.batch(report(List.of("nonsense")));
    assertThat(spans)
        .singleElement()
        .satisfies(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
  }
}
