package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile tokens against a server whose key the attacker even has: each is 401 invalid_token. */
@ExtendWith(ArquillianExtension.class)
class TokensIT {

  private static final String SECRET = "known to the test alone: 0123456789 abcdef";
  private static final byte[] KEY = SECRET.getBytes(StandardCharsets.UTF_8);
  private static final String HS256 = "HmacSHA256";
  private static final String HEADER = Forge.header("HS256", "hs256");

  /** Registering again and again is throttled. */
  private static boolean registered;

  @ArquillianResource private URI uri;

  private HttpApi api;

  @Deployment(testable = false)
  static WebArchive server() {
    return InkgateArchive.with(Map.of("JWT_SECRET_KEY", SECRET, "PUBLIC_URL", Forge.SERVER));
  }

  @BeforeEach
  void register() {
    api = HttpApi.program(uri);
    if (!registered) {
      assertEquals(201, api.postJson("/register", Forge.registration()).status());
      Answer login = api.postJson("/login", Forge.registration());
      Forge.useSessionOf(login.json().getString("access_token"));
      registered = true;
    }
  }

  private static String good() {
    return signed(HEADER, Forge.goodClaims());
  }

  private static String signed(String header, String payload) {
    return Forge.hmac(HS256, KEY, header, payload);
  }

  private static String withClaim(String name, String json) {
    Map<String, String> claims = Forge.claims();
    if (json == null) {
      claims.remove(name);
    } else {
      claims.put(name, json);
    }
    return signed(HEADER, Forge.json(claims));
  }

  /** The header of a good token with one more member. */
  private static String withMember(String member) {
    return signed(HEADER.replace("{", "{" + member + ","), Forge.goodClaims());
  }

  @Test
  void theTokenThatTheOthersAreMadeFromIsAccepted() {
    assertEquals(200, get(good()).status());
    assertEquals(200, get(withClaim("aud", "[\"" + Forge.SERVER + "\"]")).status());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 1: a token that is not three canonical parts is refused")
  @MethodSource("shapes")
  void whatIsNotThreeCanonicalPartsIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 2: the algorithm is the key's, and no other is accepted")
  @MethodSource("algorithms")
  void anotherAlgorithmThanTheKeysIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 5: a header with anything but the right alg, typ and kid is refused")
  @MethodSource("headers")
  void aHeaderWithAnythingElseIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 6: a token of another type opens nothing")
  @MethodSource("types")
  void aTokenOfAnotherTypeIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 7: iss and aud match exactly")
  @MethodSource("issuersAndAudiences")
  void anotherIssuerOrAudienceIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 8: exp, iat and nbf are required where they must be, and sane")
  @MethodSource("times")
  void timesThatAreNotSaneAreRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 9: sub is the id of an existing user")
  @MethodSource("subjects")
  void anotherSubjectIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("security 10: jti and sid are required")
  @MethodSource("ids")
  void aTokenWithoutItsIdsIsRefused(String name, String token) {
    assertRefused(token);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "security 20: a bad token is a 401 invalid_token, and the log says why without the token")
  @MethodSource("others")
  void otherClaimsAndWhatIsNoClaimsAtAllAreRefused(String name, String token) {
    assertRefused(token);
  }

  static Stream<Arguments> types() {
    return headers().filter(about("typ"));
  }

  static Stream<Arguments> issuersAndAudiences() {
    return claims().filter(about("iss", "aud"));
  }

  static Stream<Arguments> times() {
    return claims().filter(about("exp", "iat", "nbf", "lifetime", "auth_time"));
  }

  static Stream<Arguments> subjects() {
    return claims().filter(about("sub"));
  }

  static Stream<Arguments> ids() {
    return claims().filter(about("jti", "sid"));
  }

  static Stream<Arguments> others() {
    return Stream.concat(claims().filter(about("scope", "roles", "csrf")), payloads());
  }

  /** Whether a case's name begins with one of these words. */
  private static Predicate<Arguments> about(String... words) {
    return one -> List.of(words).contains(((String) one.get()[0]).split(" ")[0]);
  }

  /** Three canonical parts, at most 4096 characters. */
  static Stream<Arguments> shapes() {
    String token = good();
    String[] part = token.split("\\.");
    return Stream.of(
        shape("padding on the signature", token + "="),
        shape("double padding on the signature", token + "=="),
        shape("padding on the header", part[0] + "=." + part[1] + "." + part[2]),
        shape("padding on the claims", part[0] + "." + part[1] + "=." + part[2]),
        shape("space in the header", part[0] + " ." + part[1] + "." + part[2]),
        shape("space before the signature", part[0] + "." + part[1] + ". " + part[2]),
        shape("tab in the claims", part[0] + ".\t" + part[1] + "." + part[2]),
        shape("low bit of the last character", changeLowBit(token)),
        shape("another last character", changeLast(token)),
        shape("first character of the signature", part[0] + "." + part[1] + "." + other(part[2])),
        shape("plus", part[0] + "." + part[1] + "." + "+" + part[2].substring(1)),
        shape("slash", part[0] + "." + part[1] + "." + "/" + part[2].substring(1)),
        shape("percent", part[0] + "%2E" + part[1] + "." + part[2]),
        shape("two parts", part[0] + "." + part[1]),
        shape("four parts", token + "." + part[2]),
        shape("five parts, a JWE", token + "." + part[1] + "." + part[2]),
        shape("one part", part[0]),
        shape("dots", ".."),
        shape("one dot", "."),
        shape("four dots", "...."),
        shape("dot at the start", "." + token),
        shape("dot at the end", token + "."),
        shape("empty header", "." + part[1] + "." + part[2]),
        shape("empty claims", part[0] + ".." + part[2]),
        shape("empty signature", part[0] + "." + part[1] + "."),
        shape("two signatures", token + part[2]),
        shape("half a signature", token.substring(0, token.length() - 20)),
        shape("overlong", token + "A".repeat(4096 - token.length() + 1)),
        shape("overlong claims", withClaim("note", "\"" + "x".repeat(4096) + "\"")),
        shape("quoted", "\"" + token + "\""),
        shape("twice", token + "," + token),
        shape("twice with a space", token + " " + token),
        shape("Bearer twice", "Bearer " + token),
        shape("not a token at all", "hello"),
        shape("JSON serialization", "{\"payload\":\"" + part[1] + "\"}"));
  }

  /** Only alg, typ and kid, and of these only the right ones. */
  static Stream<Arguments> headers() {
    String claims = Forge.goodClaims();
    KeyPair own = Forge.keyPair("RSA", 2048);
    String certificate = "MIIB" + "A".repeat(100);
    Function<String, String> header = json -> signed(json, claims);
    return Stream.of(
        shape("jwk", withMember("\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}")),
        shape("jku", withMember("\"jku\":\"http://localhost:9/jwks\"")),
        shape("x5u", withMember("\"x5u\":\"http://localhost:9/cert\"")),
        shape("x5c", withMember("\"x5c\":[\"" + certificate + "\"]")),
        shape("x5t", withMember("\"x5t\":\"AAAA\"")),
        shape("x5t#S256", withMember("\"x5t#S256\":\"AAAA\"")),
        shape("crit", withMember("\"crit\":[\"exp\"],\"exp\":1")),
        shape("empty crit", withMember("\"crit\":[]")),
        shape("zip", withMember("\"zip\":\"DEF\"")),
        shape("cty", withMember("\"cty\":\"JWT\"")),
        shape("b64 false", withMember("\"b64\":false,\"crit\":[\"b64\"]")),
        shape("b64 true", withMember("\"b64\":true")),
        shape("enc", withMember("\"enc\":\"A256GCM\"")),
        shape("unknown member", withMember("\"x\":1")),
        shape("p2c", withMember("\"p2c\":2147483647")),
        shape("duplicate alg", withMember("\"alg\":\"none\"")),
        shape("duplicate kid", withMember("\"kid\":\"hs256\"")),
        shape("duplicate typ", withMember("\"typ\":\"at+jwt\"")),
        shape("duplicate by escape", withMember("\"\\u0061lg\":\"HS256\"")),
        shape("no typ", header.apply("{\"alg\":\"HS256\",\"kid\":\"hs256\"}")),
        shape("typ JWT", header.apply(HEADER.replace("at+jwt", "JWT"))),
        shape("typ of an id token", header.apply(HEADER.replace("at+jwt", "id_token+jwt"))),
        shape("typ of a logout token", header.apply(HEADER.replace("at+jwt", "logout+jwt"))),
        shape("typ in capitals", header.apply(HEADER.replace("at+jwt", "AT+JWT"))),
        shape("typ a number", header.apply(HEADER.replace("\"at+jwt\"", "1"))),
        shape("no kid", header.apply("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}")),
        shape("kid unknown", header.apply(Forge.header("HS256", "other"))),
        shape("kid empty", header.apply(Forge.header("HS256", ""))),
        shape("kid in capitals", header.apply(Forge.header("HS256", "HS256"))),
        shape("kid a path", header.apply(Forge.header("HS256", "../../dev/null"))),
        shape("kid an SQL", header.apply(Forge.header("HS256", "x' OR '1'='1"))),
        shape("kid a command", header.apply(Forge.header("HS256", "|/usr/bin/id"))),
        shape("kid a URL", header.apply(Forge.header("HS256", "http://localhost:9/k"))),
        shape("kid with NUL", header.apply(Forge.header("HS256", "hs256\\u0000"))),
        shape("kid with a line end", header.apply(Forge.header("HS256", "x\\r\\nevent=forged"))),
        shape("kid a thumbprint", header.apply(Forge.header("HS256", "A".repeat(43)))),
        shape("kid a number", header.apply(HEADER.replace("\"hs256\"", "0"))),
        shape("kid null", header.apply(HEADER.replace("\"hs256\"", "null"))),
        shape("kid a list", header.apply(HEADER.replace("\"hs256\"", "[\"hs256\"]"))),
        shape("no alg", header.apply("{\"typ\":\"at+jwt\",\"kid\":\"hs256\"}")),
        shape("header an array", header.apply("[]")),
        shape("header a string", header.apply("\"x\"")),
        shape("header null", header.apply("null")),
        shape("header empty object", header.apply("{}")),
        shape("header cut", header.apply(HEADER.substring(0, 20))),
        shape("something after the header", header.apply(HEADER + "x")),
        shape("two headers", header.apply(HEADER + HEADER)),
        shape("header with a BOM", header.apply("\ufeff" + HEADER)),
        shape("header in UTF-16", inUtf16(claims)),
        shape("header with bad UTF-8", badUtf8(claims)),
        shape("header nested deep", header.apply("[".repeat(1500))),
        shape("header objects nested", header.apply("{\"a\":".repeat(400))),
        shape("header a huge number", header.apply("{\"alg\":" + "9".repeat(1500) + "}")),
        shape("header a huge exponent", header.apply("{\"alg\":1e999999999}")),
        shape(
            "another's RSA key in jwk",
            Forge.sign(
                "SHA256withRSA",
                own.getPrivate(),
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"x\",\"jwk\":{\"kty\":\"RSA\"}}",
                claims)));
  }

  /** The algorithm is the key's. */
  static Stream<Arguments> algorithms() {
    String claims = Forge.goodClaims();
    List<Arguments> cases = new ArrayList<>();
    for (String none : List.of("none", "None", "NONE", "nOnE", "", " none", "none\\u0000")) {
      String header = Forge.header(none, "hs256");
      String unsigned = Forge.base64(header) + "." + Forge.base64(claims) + ".";
      cases.add(shape("alg '" + none + "' without a signature", unsigned));
      cases.add(shape("alg '" + none + "' with a dummy", unsigned + "AAAA"));
      cases.add(shape("alg '" + none + "' signed all the same", signed(header, claims)));
    }
    cases.add(shape("HS384 with the key", hs("HS384", "HmacSHA384", claims)));
    cases.add(shape("HS512 with the key", hs("HS512", "HmacSHA512", claims)));
    cases.add(shape("HS384 in name only", hs("HS384", HS256, claims)));
    cases.add(shape("hs256 in small letters", hs("hs256", HS256, claims)));
    cases.add(shape("HmacSHA256", hs("HmacSHA256", HS256, claims)));
    for (String alg : List.of("RS256", "PS256", "ES256", "EdDSA", "dir", "A128KW", "XX")) {
      cases.add(shape(alg + " in name only", hs(alg, HS256, claims)));
    }
    cases.add(shape("alg a list", signed(HEADER.replace("\"HS256\"", "[\"HS256\"]"), claims)));
    cases.add(shape("alg null", signed(HEADER.replace("\"HS256\"", "null"), claims)));
    cases.add(shape("alg true", signed(HEADER.replace("\"HS256\"", "true"), claims)));
    for (String weak : List.of("\0", "secret", "hs256", Forge.SERVER, SECRET + " ")) {
      byte[] key = weak.getBytes(StandardCharsets.UTF_8);
      cases.add(shape("signed with '" + weak + "'", Forge.hmac(HS256, key, HEADER, claims)));
    }
    KeyPair rsa = Forge.keyPair("RSA", 2048);
    KeyPair ec = Forge.keyPair("EC", 256);
    cases.add(
        shape(
            "another's RSA key, our kid",
            Forge.sign("SHA256withRSA", rsa.getPrivate(), Forge.header("RS256", "hs256"), claims)));
    cases.add(
        shape(
            "another's EC key, our kid",
            Forge.sign(
                "SHA256withECDSAinP1363Format",
                ec.getPrivate(),
                Forge.header("ES256", "hs256"),
                claims)));
    return cases.stream();
  }

  /** Claims that are wrong, with a signature that verifies. */
  static Stream<Arguments> claims() {
    long now = System.currentTimeMillis() / 1000;
    List<Arguments> cases = new ArrayList<>();
    String huge = "\"" + "x".repeat(1000) + "\"";
    for (String claim :
        List.of("iss", "aud", "sub", "iat", "exp", "jti", "sid", "auth_time", "scope", "roles")) {
      cases.add(shape(claim + " missing", withClaim(claim, null)));
      for (String wrong :
          List.of("null", "true", "{}", "[]", "\"\"", "\" \"", "-1", "1.5", "1e99", huge)) {
        cases.add(shape(claim + " " + cut(wrong), withClaim(claim, wrong)));
      }
    }
    cases.add(shape("iss with a slash", withClaim("iss", "\"" + Forge.SERVER + "/\"")));
    cases.add(shape("iss in capitals", withClaim("iss", "\"HTTP://localhost:8080\"")));
    cases.add(shape("iss another", withClaim("iss", "\"https://example.org\"")));
    cases.add(shape("iss a list", withClaim("iss", "[\"" + Forge.SERVER + "\"]")));
    cases.add(shape("aud another", withClaim("aud", "\"https://example.org\"")));
    cases.add(
        shape(
            "aud with another beside",
            withClaim("aud", "[\"" + Forge.SERVER + "\",\"https://example.org\"]")));
    cases.add(shape("aud begins like ours", withClaim("aud", "\"" + Forge.SERVER + "0\"")));
    for (String sub :
        List.of(
            "1",
            "\"01\"",
            "\"+1\"",
            "\" 1\"",
            "\"1 \"",
            "\"0\"",
            "\"-1\"",
            "\"1e0\"",
            "\"admin\"",
            "\"\u0661\"",
            "\"999999\"",
            "\"9223372036854775808\"")) {
      cases.add(shape("sub " + sub, withClaim("sub", sub)));
    }
    cases.add(shape("exp in the past", withClaim("exp", "" + (now - 6))));
    cases.add(shape("exp long ago", withClaim("exp", "1")));
    cases.add(shape("exp before iat", times(now + 4, now + 3)));
    cases.add(shape("exp a text", withClaim("exp", "\"" + (now + 600) + "\"")));
    cases.add(shape("exp in milliseconds", withClaim("exp", "" + (now + 600) * 1000)));
    cases.add(shape("exp the largest long", withClaim("exp", "" + Long.MAX_VALUE)));
    cases.add(shape("exp beyond a long", withClaim("exp", "9".repeat(30))));
    cases.add(shape("exp a thousand digits", withClaim("exp", "9".repeat(1000))));
    cases.add(shape("lifetime too long", times(now, now + 1801)));
    cases.add(shape("lifetime of years", times(now, now + 100_000_000)));
    cases.add(shape("iat in the future", times(now + 300, now + 600)));
    cases.add(shape("iat a text", withClaim("iat", "\"" + now + "\"")));
    cases.add(shape("iat the smallest long", withClaim("iat", "" + Long.MIN_VALUE)));
    cases.add(shape("nbf in the future", withClaim("nbf", "" + (now + 300))));
    cases.add(shape("nbf a text", withClaim("nbf", "\"soon\"")));
    cases.add(shape("nbf null", withClaim("nbf", "null")));
    cases.add(shape("auth_time in the future", withClaim("auth_time", "" + (now + 300))));
    cases.add(shape("roles a text", withClaim("roles", "\"admin\"")));
    cases.add(shape("roles of numbers", withClaim("roles", "[1]")));
    cases.add(shape("roles nested", withClaim("roles", "[[\"admin\"]]")));
    cases.add(shape("scope a list", withClaim("scope", "[\"admin\"]")));
    cases.add(shape("csrf a number", withClaim("csrf", "1")));
    return cases.stream();
  }

  /** Payloads that are no claims at all, with a signature that verifies. */
  static Stream<Arguments> payloads() {
    String good = Forge.goodClaims();
    return Stream.of(
        shape("claims an array", signed(HEADER, "[]")),
        shape("claims null", signed(HEADER, "null")),
        shape("claims a string", signed(HEADER, "\"x\"")),
        shape("claims an empty object", signed(HEADER, "{}")),
        shape("claims cut", signed(HEADER, good.substring(0, 50))),
        shape("something after the claims", signed(HEADER, good + "x")),
        shape("claims twice", signed(HEADER, good + good)),
        shape("duplicate sub", signed(HEADER, good.replace("{", "{\"sub\":\"1\","))),
        shape("duplicate exp", signed(HEADER, good.replace("{", "{\"exp\":9999999999,"))),
        shape("claims nested deep", signed(HEADER, "[".repeat(2500))),
        shape("claims a nested token", signed(HEADER, good())),
        shape(
            "claims of bytes",
            Forge.hmacParts(
                HS256,
                KEY,
                Forge.base64(HEADER),
                Forge.base64(new byte[] {(byte) 0xff, (byte) 0xfe, 0}))),
        shape(
            "claims padded, and signed so",
            Forge.hmacParts(HS256, KEY, Forge.base64(HEADER), Forge.base64(good) + "=")));
  }

  @Test
  @DisplayName("security 6: application/at+jwt is the same type as at+jwt (RFC 9068 §2.1)")
  void theTypeMayBeWrittenInFull() {
    String header = HEADER.replace("at+jwt", "application/at+jwt");
    assertEquals(200, get(signed(header, Forge.goodClaims())).status());
  }

  @Test
  @DisplayName("security 99: a token without an existing session of its user opens nothing")
  void aTokenWithoutAnExistingSessionOpensNothing() {
    assertRefused(withClaim("sid", "\"no-such-session\""));
    Answer other =
        api.postJson(
            "/register",
            Json.createObjectBuilder(Forge.registration())
                .add("username", "eve")
                .add("email", "eve@example.org")
                .build());
    assertEquals(201, other.status(), other::toString);
    // Her id and the administrator's session.
    assertRefused(withClaim("sub", "\"2\""));
  }

  @Test
  @DisplayName(
      "security 99: a token bound to a key opens nothing, as no client proves possession of the key")
  void aTokenBoundToAKeyOpensNothing() {
    String thumbprint = "A".repeat(43);
    assertRefused(withClaim("cnf", "{\"jkt\":\"" + thumbprint + "\"}"));
    assertRefused(withClaim("cnf", "{\"x5t#S256\":\"" + thumbprint + "\"}"));
    assertRefused(withClaim("cnf", "null"));
  }

  @Test
  @DisplayName("security 99: a payload that is not UTF-8 opens nothing, wherever the bytes are")
  void aPayloadThatIsNotUtf8OpensNothing() {
    for (String bytes : List.of("\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e4")) {
      Map<String, String> claims = Forge.claims();
      claims.put("note", "\"" + bytes + "\"");
      byte[] payload = Forge.json(claims).getBytes(StandardCharsets.ISO_8859_1);
      assertRefused(Forge.hmacParts(HS256, KEY, Forge.base64(HEADER), Forge.base64(payload)));
    }
    assertEquals(200, get(withClaim("note", "\"ä\"")).status());
  }

  @Test
  @DisplayName("RFC 9068 §2.2: client_id is required, and Inkgate's")
  void clientIdIsRequired() {
    assertRefused(withClaim("client_id", null));
    assertRefused(withClaim("client_id", "\"another\""));
    assertRefused(withClaim("client_id", "[\"inkgate\"]"));
  }

  @Test
  @DisplayName("security 4: a listener at jku, x5u and kid sees no request")
  void aListenerAtJkuX5uAndKidSeesNoRequest() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer listener = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    listener.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    listener.start();
    try {
      String there = "http://localhost:" + listener.getAddress().getPort() + "/keys";
      assertRefused(withMember("\"jku\":\"" + there + "\""));
      assertRefused(withMember("\"x5u\":\"" + there + "\""));
      assertRefused(signed(Forge.header("HS256", there), Forge.goodClaims()));
      assertRefused(withClaim("iss", "\"" + there + "\""));
      assertEquals(0, requests.get());
    } finally {
      listener.stop(0);
    }
  }

  /** The server itself refuses what RFC 9110 §5.5 does not allow in a header. */
  @ParameterizedTest
  @DisplayName("security 1: a token with a trailing NUL or another odd character is refused")
  @ValueSource(strings = {"\0", "\u001f", "\u007f", "\u00a0", "\u00c3\u00a9"})
  void aTokenWithATrailingNulOrAnotherOddCharacterIsRefused(String odd) {
    String answer = raw("Authorization: Bearer " + good() + odd + "\r\n");
    int status = Integer.parseInt(answer.split(" ", 3)[1]);
    assertTrue(status == 400 || status == 401, answer);
  }

  @Test
  @DisplayName("security 3: a signature that does not verify is refused for that with any claims")
  void aSignatureThatDoesNotVerifyIsRefusedForThatWhateverTheClaimsSay() {
    Map<String, String> claims = Forge.claims();
    claims.put("exp", "1");
    String token =
        Forge.hmac(HS256, "wrong".getBytes(StandardCharsets.UTF_8), HEADER, Forge.json(claims));
    assertTrue(assertRefused(token).contains("SIGNATURE"));
    String notJson = Forge.hmac(HS256, "wrong".getBytes(StandardCharsets.UTF_8), HEADER, "{{{{");
    assertTrue(assertRefused(notJson).contains("SIGNATURE"));
  }

  @Test
  @DisplayName("security 18: a token in a URL is ignored and never written")
  void aTokenInAUrlIsIgnoredAndNeverWritten() {
    String token = good();
    Answer answer = api.get("/admin/keys?access_token=" + token);
    assertChallengeWithoutError(answer);
    assertFalse(answer.body().contains(token));
    assertEquals(200, api.get("/blogs?access_token=" + token).status());
    assertTrue(ServerLog.lines().stream().noneMatch(line -> line.contains(token)));
  }

  @Test
  @DisplayName("security 19: no credentials are a 401 without an error code")
  void noCredentialsAreA401WithoutAnErrorCode() {
    assertChallengeWithoutError(api.get("/admin/keys"));
  }

  @Test
  @DisplayName("security 21: two credentials are a 400 invalid_request")
  void twoCredentialsAreA400InvalidRequest() {
    String token = good();
    String cookie = "inkgate_access=" + token;
    Answer both = api.get("/admin/keys", "Authorization", "Bearer " + token, "Cookie", cookie);
    assertInvalidRequest(both);
    Answer twice =
        api.get("/admin/keys", "Authorization", "Bearer " + token, "Authorization", "Bearer x");
    assertInvalidRequest(twice);
  }

  @Test
  @DisplayName("security 21: a cookie that opens nothing is no second credential")
  void aStaleCookieIsNoSecondCredential() {
    String stale = signed(HEADER, Forge.json(expired()));
    for (String cookie : List.of("inkgate_access=" + stale, "inkgate_access=x")) {
      for (String path : List.of("/admin/keys", "/blogs")) {
        Answer answer = api.get(path, "Authorization", "Bearer " + good(), "Cookie", cookie);
        assertEquals(200, answer.status(), path);
      }
    }
  }

  private static Map<String, String> expired() {
    Map<String, String> claims = Forge.claims();
    claims.put("exp", "" + (System.currentTimeMillis() / 1000 - 60));
    return claims;
  }

  @Test
  @DisplayName("security 94: a header of another scheme beside the token changes nothing")
  void aSecondHeaderOfAnotherSchemeChangesNothing() {
    Answer answer =
        api.get(
            "/admin/keys", "Authorization", "Basic YWRhOng=", "Authorization", "Bearer " + good());
    assertEquals(200, answer.status());
  }

  @Test
  @DisplayName("security 23: the scheme is case insensitive and other schemes are no credentials")
  void theSchemeIsCaseInsensitiveAndOtherSchemesAreNoCredentials() {
    for (String scheme : List.of("Bearer", "bearer", "BEARER", "bEaReR", "Bearer  ")) {
      Answer answer = api.get("/admin/keys", "Authorization", scheme + " " + good());
      assertEquals(200, answer.status(), scheme);
    }
    for (String other :
        List.of("Basic YWRhOng=", "Digest x", "Token " + good(), good(), "Bearer")) {
      assertChallengeWithoutError(api.get("/admin/keys", "Authorization", other));
    }
  }

  @Test
  @DisplayName("security 10: after a logout the log names the token by its jti")
  void theLogNamesTheTokenByItsJtiAfterALogout() {
    String token = api.postJson("/login", Forge.registration()).json().getString("access_token");
    Answer out =
        api.send("POST", "/logout", BodyPublishers.noBody(), "Authorization", "Bearer " + token);
    assertEquals(200, out.status());
    String line = assertRefused(token);
    assertTrue(line.contains("REVOKED: jti "), line);
    // Another token of that session, even one dated later than its end
    String payload =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    String session = payload.replaceAll(".*\"sid\":(\"[^\"]+\").*", "$1");
    long later = System.currentTimeMillis() / 1000 + 3;
    Map<String, String> claims = Forge.claims();
    claims.put("sid", session);
    claims.put("iat", "" + later);
    assertRefused(signed(HEADER, Forge.json(claims)));
    assertEquals(200, get(good()).status(), "another session goes on");
  }

  private Answer get(String token) {
    return api.get("/admin/keys", "Authorization", "Bearer " + token);
  }

  /** Sends the token as it is; returns the line of the log that says why it was refused. */
  private String assertRefused(String token) {
    String answer = raw("Authorization: Bearer " + token + "\r\n");
    String[] lines = answer.split("\r\n");
    assertTrue(lines[0].contains(" 401 "), answer);
    String challenge = header(lines, "WWW-Authenticate");
    assertTrue(challenge.startsWith("Bearer realm=\"inkgate\", error=\"invalid_token\", "), answer);
    assertTrue(challenge.contains("error_description=\""), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    String id = "request_id=" + header(lines, "X-Request-Id");
    String line =
        assertDoesNotThrow(() -> ServerLog.await(ServerLog::lines, it -> it.contains(id)));
    List<String> log = ServerLog.lines();
    assertTrue(line.contains("event=request.refused") && line.contains("reason="), line);
    if (token.length() > 40) {
      String signature = token.substring(token.length() - 40);
      assertTrue(log.stream().noneMatch(l -> l.contains(signature)), "the token is in the log");
      assertFalse(answer.contains(signature), "the token is in the answer");
    }
    return line;
  }

  private String raw(String header) {
    return api.raw(
        "GET /admin/keys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n");
  }

  private static String header(String[] lines, String name) {
    return Arrays.stream(lines)
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static void assertChallengeWithoutError(Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    assertEquals("Bearer realm=\"inkgate\"", answer.header("WWW-Authenticate").orElse(""));
  }

  private static void assertInvalidRequest(Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertTrue(
        answer.header("WWW-Authenticate").orElse("").contains("error=\"invalid_request\""),
        answer::toString);
  }

  private static Arguments shape(String name, String token) {
    return Arguments.of(name, token);
  }

  private static String hs(String alg, String mac, String claims) {
    return Forge.hmac(mac, KEY, Forge.header(alg, "hs256"), claims);
  }

  private static String times(long iat, long exp) {
    Map<String, String> claims = Forge.claims();
    claims.put("iat", "" + iat);
    claims.put("exp", "" + exp);
    return signed(HEADER, Forge.json(claims));
  }

  private static String cut(String text) {
    return text.length() > 20 ? "huge" : text;
  }

  /** The last character of 32 bytes carries two bits that mean nothing. */
  private static String changeLowBit(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
  }

  private static String changeLast(String token) {
    char last = token.charAt(token.length() - 1);
    return token.substring(0, token.length() - 1) + (last == 'A' ? 'E' : 'A');
  }

  private static String other(String part) {
    return (part.charAt(0) == 'A' ? 'B' : 'A') + part.substring(1);
  }

  private static String inUtf16(String claims) {
    String header = Forge.base64(HEADER.getBytes(StandardCharsets.UTF_16));
    return Forge.hmacParts(HS256, KEY, header, Forge.base64(claims));
  }

  private static String badUtf8(String claims) {
    byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
    header[header.length - 3] = (byte) 0xff;
    return Forge.hmacParts(HS256, KEY, Forge.base64(header), Forge.base64(claims));
  }
}
