package org.inkgate.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.inkgate.testing.InkgateProcess;
import org.junit.jupiter.api.Assumptions;

/** The system's nginx with server-config/nginx.conf, except its ports, name and certificate. */
final class Nginx implements AutoCloseable {

  private static final String MISSING = "No nginx: install it (apt-get install nginx-light)";

  /** What nginx would otherwise keep where only root may write. */
  private static final String MAIN =
      """
      pid nginx.pid;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        include site.conf;
      }
      """;

  private final Path folder;
  private final int plainPort = InkgateProcess.freePort();
  private final int tlsPort = InkgateProcess.freePort();

  private Nginx(Path folder) {
    this.folder = folder;
  }

  /** Starts it before a server; where there is none, the test is skipped, but fails in CI. */
  static Nginx before(int port) throws IOException, InterruptedException {
    boolean installed =
        Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "nginx")));
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(installed, MISSING);
    }
    Nginx nginx = new Nginx(InkgateProcess.newDataFolder().toAbsolutePath());
    nginx.configure(port);
    nginx.run("nginx");
    return nginx;
  }

  private void configure(int port) throws IOException, InterruptedException {
    run(
        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
                + " -subj /CN=localhost -addext subjectAltName=DNS:localhost"
                + " -keyout privkey.pem -out fullchain.pem")
            .split(" "));
    String site =
        Files.readString(Path.of("server-config", "nginx.conf"))
            .replace("127.0.0.1:8080", "127.0.0.1:" + port)
            .replace("listen 80;", "listen " + plainPort + ";")
            .replace("listen 443 ", "listen " + tlsPort + " ")
            .replace("/etc/letsencrypt/live/blog.example.org", folder.toString())
            .replace("blog.example.org", "localhost");
    Files.writeString(folder.resolve("site.conf"), site);
    Files.writeString(folder.resolve("nginx.conf"), MAIN);
  }

  /** Runs a program to its end; nginx goes on in the background once it listens. */
  private void run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    if (words.get(0).equals("nginx")) {
      words.addAll(1, List.of("-e", "error.log", "-p", folder.toString(), "-c", "nginx.conf"));
    }
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().merge("PATH", ":/usr/sbin", String::concat);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(words + ": " + Files.readString(output));
    }
  }

  URI plain() {
    return URI.create("http://localhost:" + plainPort);
  }

  URI tls() {
    return URI.create("https://localhost:" + tlsPort);
  }

  /** A client that trusts this nginx's certificate and no other. */
  HttpClient client() throws Exception {
    return HttpClient.newBuilder().sslContext(trust()).build();
  }

  SSLContext trust() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream certificate = Files.newInputStream(folder.resolve("fullchain.pem"))) {
      trusted.setCertificateEntry(
          "nginx", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("nginx", "-s", "stop");
  }
}
