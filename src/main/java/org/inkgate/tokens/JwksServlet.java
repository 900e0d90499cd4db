package org.inkgate.tokens;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
import java.time.Clock;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.jose4j.jwk.JsonWebKeySet;

/** Publishes the public keys (RFC 7517 §5) for services that verify Inkgate's tokens. */
public class JwksServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient SigningKeys keys;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/.well-known/jwks.json", this::keys).open();
  }

  private Reply keys(HttpServletRequest request) {
    String jwks = new JsonWebKeySet(keys.ring().publicKeys(clock.instant())).toJson();
    JsonObject json = Json.createReader(new StringReader(jwks)).readObject();
    return Reply.json(() -> Json.createObjectBuilder(json)).keptFor(KeySchedule.JWKS_MAX_AGE);
  }
}
