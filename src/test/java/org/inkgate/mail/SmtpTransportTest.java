package org.inkgate.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings.Smtp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to real servers: with TLS from the start, with STARTTLS, with neither. */
class SmtpTransportTest {

  private static final char[] STORE_PASSWORD = "changeit".toCharArray();
  private static final String PASSWORD = "postman's horse";

  @TempDir private static Path folder;

  /** Has the servers' certificate, and trusts it alone. */
  private static SSLContext ours;

  private static SSLContext usual;

  private GreenMail mail;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("mail.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "mail"));
    command.addAll(List.of("-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", store.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, STORE_PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("mail", keys.getCertificate("mail"));
    trusted.init(certificates);
    ours = SSLContext.getInstance("TLS");
    ours.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    usual = SSLContext.getDefault();
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
  }

  @BeforeEach
  void start() {
    SSLContext.setDefault(ours);
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "localhost", "smtp"), new ServerSetup(0, "localhost", "smtps")
            });
    mail.setUser("blog@example.org", "postman", PASSWORD);
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
    SSLContext.setDefault(usual);
  }

  @Test
  void smtpsBeginsWithTlsAndLogsIn() throws MessagingException {
    send("localhost", mail.getSmtps().getPort(), true, PASSWORD);
    assertArrived(1);
  }

  @Test
  void aWrongPasswordSendsNothing() {
    assertThrows(
        AuthenticationFailedException.class,
        () -> send("localhost", mail.getSmtps().getPort(), true, "not it at all"));
    assertArrived(0);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsSentNothing() {
    SSLContext.setDefault(usual);
    assertThrows(
        MessagingException.class,
        () -> send("localhost", mail.getSmtps().getPort(), true, PASSWORD));
    assertArrived(0);
  }

  @Test
  void aCertificateOfAnotherNameIsSentNothing() {
    assertThrows(
        MessagingException.class,
        () -> send("127.0.0.1", mail.getSmtps().getPort(), true, PASSWORD));
    assertArrived(0);
  }

  @Test
  void startTlsComesBeforeTheLogin() throws Exception {
    try (StartTlsServer server = new StartTlsServer(ours, mail.getSmtp().getPort())) {
      send("localhost", server.port(), false, PASSWORD);
      assertTrue(server.upgraded());
    }
    assertArrived(1);
  }

  @Test
  void whereStartTlsIsRequiredAndNotOfferedNothingIsSent() {
    MessagingException refused =
        assertThrows(
            MessagingException.class,
            () -> send("localhost", mail.getSmtp().getPort(), false, PASSWORD));
    assertTrue(refused.getMessage().contains("STARTTLS"), refused::toString);
    assertArrived(0);
  }

  private void assertArrived(int mails) {
    assertEquals(mails, mail.getReceivedMessages().length);
  }

  @Test
  @DisplayName("security 88: mail goes to the address that was typed, or nowhere")
  void mailGoesToTheAddressThatWasTypedOrNowhere() throws Exception {
    int port = mail.getSmtps().getPort();
    assertThrows(AddressException.class, () -> sendTo("\u0161victim@example.org", port));
    assertArrived(0);
    sendTo("ada@b\u00fccher.example", port);
    assertEquals(
        "ada@xn--bcher-kva.example",
        mail.getReceivedMessages()[0].getAllRecipients()[0].toString());
  }

  private static void send(String host, int port, boolean tls, String password)
      throws MessagingException {
    send(host, port, tls, password, "ada@example.org");
  }

  private static void sendTo(String recipient, int port) throws MessagingException {
    send("localhost", port, true, PASSWORD, recipient);
  }

  private static void send(String host, int port, boolean tls, String password, String recipient)
      throws MessagingException {
    Smtp smtp =
        new Smtp(
            host,
            port,
            tls,
            true,
            Optional.of("postman"),
            Optional.of(new Secret(password.getBytes(StandardCharsets.UTF_8))),
            "blog@example.org");
    new SmtpTransport(smtp)
        .send(recipient, "A new password", "Here.", Instant.parse("2026-11-23T08:00:00Z"));
  }
}
