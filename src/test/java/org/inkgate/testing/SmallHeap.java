package org.inkgate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A virtual machine with little memory: what keeps more ends it. */
public final class SmallHeap {

  private SmallHeap() {}

  /** Runs a class to its end, which must not run out of memory, even where that is caught. */
  public static void run(Class<?> main, int megabytes, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String told;
      try (BufferedReader screen = process.inputReader()) {
        told = screen.lines().collect(Collectors.joining("\n"));
      }
      assertEquals(0, process.waitFor(), told);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(main.getName(), e);
    }
  }

  /**
   * Holds that no more is in use than a test counts with when it begins, so that its limit is no
   * larger than it says.
   */
  public static void assertStart(int megabytes) {
    System.gc();
    Runtime machine = Runtime.getRuntime();
    long used = machine.totalMemory() - machine.freeMemory();
    assertTrue(used <= megabytes * 1024L * 1024, used + " bytes are in use at the start");
  }
}
