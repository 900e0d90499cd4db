package org.inkgate.webhooks;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.RequestFields;

/** A webhook as an administrator asks for it. */
record NewWebhook(
    @NotBlank @Size(max = 500, message = "posts.problem.too-long {max}") String url,
    @NotEmpty List<WebhookEvent> events) {

  static NewWebhook of(RequestFields fields) {
    List<WebhookEvent> events = new ArrayList<>();
    for (String word : fields.words("events")) {
      Optional<WebhookEvent> event = WebhookEvent.of(word).filter(WebhookEvent.offered()::contains);
      event.ifPresentOrElse(
          events::add,
          () ->
              fields.error(
                  "events", "accounts.problem.scopes", WebhookEvent.words(WebhookEvent.offered())));
    }
    return new NewWebhook(
        fields.text("url").orElse("").strip(), events.stream().distinct().toList());
  }

  /** Java's URI takes any number for a port, and no connection does. */
  @AssertTrue(message = "webhooks.problem.port")
  boolean isUrl() {
    try {
      URI address = new URI(url);
      return url.isBlank()
          || ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
              && address.getHost() != null
              && (address.getPort() == -1 || address.getPort() >= 1 && address.getPort() <= 65_535)
              && address.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
