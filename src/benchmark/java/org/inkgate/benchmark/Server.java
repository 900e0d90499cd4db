package org.inkgate.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An inkgate.jar, and beside it in the same process what it is measured against. */
final class Server implements AutoCloseable {

  static final JsonObject WRITER =
      Json.createObjectBuilder()
          .add("username", "writer")
          .add("email", "writer@example.org")
          .add("password", "as fast as the others")
          .build();

  private static final Pattern LIVE = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  private final InkgateProcess inkgate;

  private Server(InkgateProcess inkgate) {
    this.inkgate = inkgate;
  }

  static Server start(Path dataFolder) {
    return start(dataFolder, Map.of());
  }

  static Server start(Path dataFolder, Map<String, String> environment) {
    return new Server(
        InkgateProcess.start(dataFolder, environment, "--deploy", yardstick().toString()));
  }

  /** The WAR of the servlets that do nothing but the least that could be done. */
  private static File yardstick() {
    File war = new File("target/yardstick.war");
    File[] derby =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new)
            .filter(file -> file.getName().startsWith("derby"))
            .toArray(File[]::new);
    ShrinkWrap.create(WebArchive.class)
        .addClasses(EmptyServlet.class, CommitServlet.class)
        .addAsLibraries(derby)
        .as(ZipExporter.class)
        .exportTo(war, true);
    return war.getAbsoluteFile();
  }

  URI uri() {
    return inkgate.uri();
  }

  HttpApi api() {
    return HttpApi.program(uri());
  }

  /** The writer's access token, who is registered first where need be. */
  String token() {
    api().postJson("/register", WRITER);
    return api().postJson("/login", WRITER).json().getString("access_token");
  }

  /** Bytes on the heap that something still refers to, as counted by a full collection. */
  long liveBytes() throws IOException {
    String java = System.getProperty("java.home");
    Process jcmd =
        new ProcessBuilder(java + "/bin/jcmd", "" + inkgate.pid(), "GC.class_histogram").start();
    String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = LIVE.matcher(printed);
    if (!total.find()) {
      throw new IllegalStateException(printed);
    }
    return Long.parseLong(total.group(1));
  }

  int stop() {
    return inkgate.stop();
  }

  @Override
  public void close() {
    inkgate.close();
  }
}
