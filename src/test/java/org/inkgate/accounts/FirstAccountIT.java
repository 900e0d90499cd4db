package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first account of a server whose environment closes registration. */
@ExtendWith(ArquillianExtension.class)
class FirstAccountIT {

  private static final int RACERS = 8;

  /** For this deployment alone, so that the log's line is this server's. */
  private static final String PUBLIC_URL = "http://first-account.example";

  private static List<Answer> race;
  private static String secret;

  @ArquillianResource private URL url;

  private HttpApi http;

  @Deployment(testable = false)
  static WebArchive war() {
    return InkgateArchive.withDefaults(
        Map.of(
            "PUBLIC_URL", PUBLIC_URL,
            "TRUSTED_PROXIES", "127.0.0.0/8,::1",
            "REGISTRATION", "closed",
            "REGISTRATION_ROLE", "reader"));
  }

  /** Whichever test comes first finds a server without an administrator. */
  @BeforeEach
  void raceForTheFirstAccount() throws Exception {
    http = HttpApi.program(url.toURI());
    if (race == null) {
      Pattern link = Pattern.compile(Pattern.quote(PUBLIC_URL) + "/register\\?setup=([\\w-]{43})");
      Matcher printed =
          link.matcher(ServerLog.await(ServerLog::lines, line -> link.matcher(line).find()));
      assertTrue(printed.find());
      secret = printed.group(1);
      assertEquals(403, fromAfar("stranger", "").status());
      assertEquals(403, fromAfar("stranger", secret.substring(1) + "x").status());
      for (String header : List.of("X-Real-IP", "X-Forwarded-Host", "CF-Connecting-IP", "Via")) {
        JsonObject wanted = Member.registration("stranger");
        assertEquals(403, http.postJson("/register", wanted, header, "x.example").status(), header);
      }
      assertEquals(403, form("").status());
      assertEquals(200, form(secret).status());
      race = atOnce();
    }
  }

  private Answer form(String setup) {
    String path = "/register?setup=" + setup;
    return http.get(path, "X-Forwarded-For", "203.0.113.7", "Accept", "text/html");
  }

  private Answer fromAfar(String name, String setup) {
    JsonObject wanted =
        Json.createObjectBuilder(Member.registration(name)).add("setup", setup).build();
    return http.postJson("/register", wanted, "X-Forwarded-For", "203.0.113.7");
  }

  /** Half of them by the link that the start printed, half from the machine itself. */
  private List<Answer> atOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    CountDownLatch ready = new CountDownLatch(RACERS);
    try {
      List<Future<Answer>> sent = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        String name = "racer-" + i;
        boolean local = i % 2 == 0;
        sent.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return local
                      ? http.postJson("/register", Member.registration(name))
                      : fromAfar(name, secret);
                }));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : sent) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private Member admin() {
    Answer made = race.stream().filter(answer -> answer.status() == 201).findFirst().orElseThrow();
    return Member.logIn(http, made.json().getString("username"));
  }

  @Test
  @DisplayName("security 90: of eight first registrations at once one makes an account")
  void ofEightAtOnceOneMakesAnAccount() {
    List<Integer> statuses = race.stream().map(Answer::status).sorted().toList();
    assertEquals(List.of(201, 403, 403, 403, 403, 403, 403, 403), statuses);
    JsonObject users = admin().get("/admin/users").json();
    assertEquals(1, users.getInt("total"), users::toString);
    assertEquals("admin", users.getJsonArray("users").getJsonObject(0).getString("role"));
  }

  @Test
  @DisplayName("security 90: the setup link works once and only until there is an administrator")
  void theSetupLinkWorksOnce() {
    assertEquals(403, form(secret).status());
    Answer again = fromAfar("second", secret);
    assertEquals(403, again.status(), again::toString);
    assertEquals("Registration is closed", again.json().getString("Message"));
    assertEquals(403, http.postJson("/register", Member.registration("local")).status());
  }

  @Test
  void theEnvironmentWinsAndThePageSaysSo() {
    Member admin = admin();
    JsonObject site = admin.get("/admin/site").json();
    assertEquals("closed", site.getString("registration"));
    assertEquals("reader", site.getString("registration_role"));
    for (String field : List.of("registration", "registration_role")) {
      String other = field.equals("registration") ? "open" : "author";
      Answer refused =
          admin.send("PATCH", "/admin/site", Json.createObjectBuilder().add(field, other));
      assertEquals(400, refused.status(), refused::toString);
      assertEquals(
          "is set by the environment variable " + field.toUpperCase(java.util.Locale.ROOT),
          refused.json().getJsonObject("errors").getJsonArray(field).getString(0));
    }
    String page = admin.get("/admin/site", "Accept", "text/html").body();
    assertTrue(page.contains("The environment variable REGISTRATION decides this."), page);
    assertTrue(page.contains("The environment variable REGISTRATION_ROLE decides this."), page);
    assertTrue(Pattern.compile("<select id=\"registration\"[^>]*disabled").matcher(page).find());
  }
}
