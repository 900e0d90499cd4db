package org.inkgate.testing;

import fish.payara.micro.PayaraMicro;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A process with {@link PayaraHost}, which ends with this JVM. */
final class PayaraProcess {

  /** Beside other work, a start takes minutes. */
  private static final long PATIENCE_SECONDS = 600;

  /** All that the server prints: its log. */
  private static final String LOG = "server.log";

  private final Path folder;
  private final Process process;
  private final PrintStream orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final int port;

  /** How long the log was when the last WAR came. */
  private int logged;

  private PayaraProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readAnswers, "answers of Payara Micro");
    reader.setDaemon(true);
    reader.start();
    this.port = Integer.parseInt(answer().substring(PayaraHost.READY.length()));
  }

  static PayaraProcess start() {
    Path folder = Build.newFolder("payara");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("inkgate.jvm", "-server").split(" ")));
    command.add("-Djava.io.tmpdir=" + folder);
    // Nothing here outlives its server; KillIT cuts the power, and its Derby waits for the disk.
    command.add("-Dderby.system.durability=test");
    // From here on as docs/operating.md tells operators.
    command.add("-Dorg.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110=false");
    command.addAll(List.of("-jar", hostJar(folder).toString()));
    command.addAll(List.of("--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", "server-config/pre-boot-commands.txt"));
    command.addAll(List.of("--port", Integer.toString(InkgateProcess.freePort())));
    command.addAll(List.of("--autobindhttp", "--autobindrange", "100"));
    try {
      return new PayaraProcess(
          folder, new ProcessBuilder(command).redirectError(folder.resolve(LOG).toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts our main class before Payara Micro's; the manifest of the latter opens the JDK to it. */
  private static Path hostJar(Path folder) {
    Path payara = payaraJar();
    Path host = folder.resolve("host.jar");
    String name = PayaraHost.class.getName().replace('.', '/') + ".class";
    try (JarFile original = new JarFile(payara.toFile())) {
      Manifest manifest = original.getManifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MAIN_CLASS, PayaraHost.class.getName());
      attributes.put(Attributes.Name.CLASS_PATH, payara.toUri().toString());
      try (OutputStream file = Files.newOutputStream(host);
          JarOutputStream jar = new JarOutputStream(file, manifest);
          InputStream code = PayaraHost.class.getResourceAsStream("/" + name)) {
        jar.putNextEntry(new ZipEntry(name));
        code.transferTo(jar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return host;
  }

  private static Path payaraJar() {
    try {
      return Path.of(PayaraMicro.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  /** Whether the WAR has taken the last one's place. */
  boolean deploy(Path war) {
    logged = logBytes().length;
    return order(war.toString());
  }

  void undeploy() {
    order("");
  }

  private boolean order(String war) {
    orders.println(war);
    return PayaraHost.DONE.equals(answer());
  }

  /** The log since the last WAR came. */
  String log() {
    byte[] all = logBytes();
    return new String(Arrays.copyOfRange(all, logged, all.length), StandardCharsets.ISO_8859_1);
  }

  private byte[] logBytes() {
    try {
      return Files.readAllBytes(folder.resolve(LOG));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() {
    try {
      String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null || !process.isAlive()) {
        process.destroyForcibly();
        throw new IllegalStateException("Payara Micro is gone or stuck; see " + folder);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void readAnswers() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException closed) {
      // Java closes the terminal of a process that it is told to end.
    } finally {
      answers.add("");
    }
  }
}
