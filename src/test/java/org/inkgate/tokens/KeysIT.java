package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inkgate's own keys: published, verified elsewhere, safe from key confusion, rotated by hand. */
@ExtendWith(ArquillianExtension.class)
class KeysIT {

  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private static boolean registered;

  @ArquillianResource private URI uri;

  private HttpApi api;

  @Deployment(testable = false)
  static WebArchive server() {
    return InkgateArchive.with(Map.of("PUBLIC_URL", Forge.SERVER));
  }

  @BeforeEach
  void register() {
    api = HttpApi.program(uri);
    if (!registered) {
      assertEquals(201, api.postJson("/register", Forge.registration()).status());
      registered = true;
    }
  }

  private String token() {
    Answer answer = api.postJson("/login", Forge.registration());
    assertEquals(200, answer.status(), answer::toString);
    return answer.json().getString("access_token");
  }

  private Answer keys(String token) {
    return api.get("/admin/keys", "Authorization", "Bearer " + token);
  }

  @Test
  void nimbusVerifiesATokenFromThePublishedKeysAlone() throws Exception {
    Answer jwks = api.get("/.well-known/jwks.json");
    assertEquals("public, max-age=300", jwks.header("Cache-Control").orElse(""));
    assertFalse(jwks.body().contains("\"d\""), "a private key is published");
    assertEquals("1", OtherLibraryTest.verify(jwks.body(), "ES256", token()).getSubject());
  }

  /** Statement 2: the published key can't be used as an HMAC secret. */
  @Test
  @DisplayName("security 2: a public key as HMAC secret and other confusions are refused")
  void aPublicKeyAsHmacSecretAndOtherConfusionsAreRefused() throws Exception {
    JsonObject published =
        api.get("/.well-known/jwks.json").json().getJsonArray("keys").getJsonObject(0);
    PublicKey key = PublicJsonWebKey.Factory.newPublicJwk(published.toString()).getPublicKey();
    String kid = published.getString("kid");
    Map<String, String> hostile = new LinkedHashMap<>();
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    secrets.put("DER", key.getEncoded());
    secrets.put("PEM", pem.getBytes(StandardCharsets.UTF_8));
    secrets.put("PEM with a line end", (pem + "\n").getBytes(StandardCharsets.UTF_8));
    secrets.put("JWK", published.toString().getBytes(StandardCharsets.UTF_8));
    secrets.put("x", Base64.getUrlDecoder().decode(published.getString("x")));
    secrets.put("x as text", published.getString("x").getBytes(StandardCharsets.UTF_8));
    secrets.put("kid", kid.getBytes(StandardCharsets.UTF_8));
    String claims = Forge.goodClaims();
    secrets.forEach(
        (name, secret) -> {
          for (String size : List.of("256", "384", "512")) {
            String header = Forge.header("HS" + size, kid);
            hostile.put(
                "HS" + size + " with " + name,
                Forge.hmac("HmacSHA" + size, secret, header, claims));
          }
          hostile.put(
              "HMAC called ES256 with " + name,
              Forge.hmac("HmacSHA256", secret, Forge.header("ES256", kid), claims));
        });
    KeyPair ec = Forge.keyPair("EC", 256);
    KeyPair rsa = Forge.keyPair("RSA", 2048);
    KeyPair okp = Forge.keyPair("Ed25519", 0);
    String es256 = Forge.header("ES256", kid);
    hostile.put(
        "another's EC key",
        Forge.sign("SHA256withECDSAinP1363Format", ec.getPrivate(), es256, claims));
    hostile.put(
        "another's EC key, DER", Forge.sign("SHA256withECDSA", ec.getPrivate(), es256, claims));
    hostile.put(
        "another's RSA key",
        Forge.sign("SHA256withRSA", rsa.getPrivate(), Forge.header("RS256", kid), claims));
    hostile.put("RSA called ES256", Forge.sign("SHA256withRSA", rsa.getPrivate(), es256, claims));
    hostile.put(
        "RSA called PS256",
        Forge.sign("SHA256withRSA", rsa.getPrivate(), Forge.header("PS256", kid), claims));
    hostile.put(
        "another's Ed25519 key",
        Forge.sign("Ed25519", okp.getPrivate(), Forge.header("EdDSA", kid), claims));
    String unsigned = Forge.base64(es256) + "." + Forge.base64(claims) + ".";
    hostile.put("r and s zero (CVE-2022-21449)", unsigned + Forge.base64(new byte[64]));
    hostile.put("a short signature", unsigned + Forge.base64(new byte[63]));
    hostile.put("a long signature", unsigned + Forge.base64(new byte[65]));
    hostile.put(
        "ES384 with the key's name",
        Forge.base64(Forge.header("ES384", kid))
            + "."
            + Forge.base64(claims)
            + "."
            + Forge.base64(new byte[96]));
    String[] good = token().split("\\.");
    hostile.put("claims changed", good[0] + "." + Forge.base64(claims) + "." + good[2]);
    hostile.put(
        "header changed", Forge.base64(Forge.header("none", kid)) + "." + good[1] + "." + good[2]);
    hostile.forEach((name, token) -> assertInvalid(name, keys(token)));
  }

  /** Statement 13: nothing in a token but what the gate needs. */
  @Test
  @DisplayName("security 13: claims hold no address and no name")
  void claimsHoldNoAddressAndNoName() {
    String payload =
        new String(Base64.getUrlDecoder().decode(token().split("\\.")[1]), StandardCharsets.UTF_8);
    assertFalse(payload.contains("ada") || payload.contains("example.org"), payload);
  }

  /** Statement 6: a token made for one purpose is refused for every other. */
  @Test
  @DisplayName("security 6: a refresh token opens nothing")
  void aRefreshTokenOpensNothing() {
    Answer answer = api.postJson("/login", Forge.registration());
    assertInvalid("refresh token", keys(answer.json().getString("refresh_token")));
  }

  @Test
  void theAdministratorSeesTheKeysAndRotatesThemByJson() throws Exception {
    String token = token();
    assertEquals(401, api.get("/admin/keys").status());
    assertTrue(states(keys(token)).containsAll(List.of("next", "active")));
    Answer rotated =
        api.send(
            "POST",
            "/admin/keys/rotate",
            BodyPublishers.noBody(),
            "Authorization",
            "Bearer " + token);
    assertEquals(200, rotated.status(), rotated::toString);
    assertTrue(rotated.json().containsKey("takes_over_at"));
    assertEquals(200, keys(token).status(), "a rotation signs nobody out");
    String event = "event=keys.rotated request_id=" + rotated.header("X-Request-Id").orElse("");
    ServerLog.await(ServerLog::lines, line -> line.contains(event));
    assertEquals(405, api.get("/admin/keys/rotate", "Authorization", "Bearer " + token).status());
  }

  @Test
  void theAdministratorRotatesThemByAForm() {
    HttpApi browser = HttpApi.browser(uri);
    Map<String, String> login =
        Map.of("username", "ada", "password", Forge.registration().getString("password"));
    assertEquals(303, browser.postForm("/login", login).status());
    Answer page = browser.get("/admin/keys", "Accept", "text/html");
    assertEquals(200, page.status(), page::toString);
    assertTrue(page.body().contains("Rotate now"));
    assertEquals(403, browser.postForm("/admin/keys/rotate", Map.of("csrf", "x")).status());
    Matcher csrf = CSRF.matcher(page.body());
    assertTrue(csrf.find());
    Answer rotated = browser.postForm("/admin/keys/rotate", Map.of("csrf", csrf.group(1)));
    assertEquals(303, rotated.status(), rotated::toString);
    assertEquals("/admin/keys", rotated.header("Location").orElse(""));
  }

  @Test
  @DisplayName("security 89: the tokens of a withdrawn key are refused from the next request")
  void theTokensOfAWithdrawnKeyAreRefusedAtOnce() {
    JsonObject login = api.postJson("/login", Forge.registration()).json();
    String stolen = login.getString("access_token");
    String header =
        new String(Base64.getUrlDecoder().decode(stolen.split("\\.")[0]), StandardCharsets.UTF_8);
    Matcher kid = Pattern.compile("\"kid\":\"([^\"]+)\"").matcher(header);
    assertTrue(kid.find(), header);
    assertTrue(api.get("/.well-known/jwks.json").body().contains(kid.group(1)));
    String withdraw = "/admin/keys/" + kid.group(1) + "/withdraw";
    String[] bearer = {"Authorization", "Bearer " + stolen};
    Answer withdrawn = api.send("POST", withdraw, BodyPublishers.noBody(), bearer);
    assertEquals(200, withdrawn.status(), withdrawn::toString);
    assertInvalid("withdrawn", keys(stolen));
    assertInvalid("withdrawn", api.send("POST", withdraw, BodyPublishers.noBody(), bearer));
    assertFalse(api.get("/.well-known/jwks.json").body().contains(kid.group(1)));
    String event = "event=keys.withdrawn";
    assertTrue(ServerLog.lines().stream().anyMatch(line -> line.contains(event)));

    // The session is not at fault: it goes on with another key.
    JsonObject refresh =
        Json.createObjectBuilder().add("refresh_token", login.getString("refresh_token")).build();
    Answer refreshed = api.postJson("/token/refresh", refresh);
    assertEquals(200, refreshed.status(), refreshed::toString);
    assertEquals(200, keys(refreshed.json().getString("access_token")).status());
  }

  @Test
  void whoIsNoAdministratorSeesNoKeys() {
    JsonObject reader =
        Json.createObjectBuilder(Forge.registration())
            .add("username", "grace")
            .add("email", "grace@example.org")
            .build();
    api.postJson("/register", reader);
    String token = api.postJson("/login", reader).json().getString("access_token");
    Answer answer = keys(token);
    assertEquals(403, answer.status(), answer::toString);
    assertTrue(
        answer.header("WWW-Authenticate").orElse("").contains("error=\"insufficient_scope\""));
  }

  private static List<String> states(Answer answer) {
    return answer.json().getJsonArray("keys").getValuesAs(JsonObject.class).stream()
        .map(key -> key.getString("state"))
        .toList();
  }

  private static void assertInvalid(String name, Answer answer) {
    assertEquals(401, answer.status(), () -> name + ": " + answer);
    assertTrue(
        answer.header("WWW-Authenticate").orElse("").contains("error=\"invalid_token\""), name);
  }
}
