package org.inkgate.operations;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** Shows what this node counted since its start, in the text formats of Prometheus. */
public class MetricsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  @Inject private transient Settings settings;

  @Override
  protected void routes(Routes at) {
    at.get("/metrics", this::show).open();
  }

  @Override
  public void init() {
    JvmMetrics.builder().register();
  }

  private Reply show(HttpServletRequest request) throws IOException {
    switch (settings.metrics()) {
      case CLOSED -> throw new RequestFailedException(Problem.notFound());
      case ADMIN -> Caller.of(request).require(Scope.METRICS_READ);
      case OPEN -> {
        // Counts and durations, no personal data.
      }
    }
    ExpositionFormatWriter writer = FORMATS.findWriter(request.getHeader("Accept"));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(
        text, PrometheusRegistry.defaultRegistry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return Reply.bytes(writer.getContentType(), text::toByteArray);
  }
}
