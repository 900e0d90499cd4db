package org.inkgate.testing;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The main class of a Payara Micro that stays while WARs come and go: each line of its input is the
 * path of a WAR to deploy instead of the last one, or empty for none; each is answered by a line.
 * Alone in a jar, see {@link SharedPayara}.
 */
public final class PayaraHost {

  static final String READY = "Port ";
  static final String DONE = "Done";
  static final String FAILED = "Failed";

  private static final String NAME = "inkgate";

  private PayaraHost() {}

  /** Takes Payara Micro's arguments. */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    PayaraMicro.main(arguments);
    PayaraMicroRuntime server = PayaraMicro.getInstance().getRuntime();
    answers.println(READY + server.getLocalDescriptor().getHttpPorts().get(0));
    follow(server, answers);
    // The tests are over, or their JVM is gone.
    Runtime.getRuntime().halt(0);
  }

  private static void follow(PayaraMicroRuntime server, PrintStream answers) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String war = orders.readLine(); war != null; war = orders.readLine()) {
      if (server.getDeployedApplicationNames().contains(NAME)) {
        server.undeploy(NAME);
      }
      boolean done = war.isEmpty() || server.deploy(NAME, "/", new File(war));
      answers.println(done ? DONE : FAILED);
    }
  }
}
