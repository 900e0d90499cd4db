package org.inkgate.tokens;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds that the verifier takes for one token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerifierBenchmark {

  @Param({"HS256", "RS256", "ES256", "EdDSA"})
  public String algorithm;

  private TokenVerifier verifier;
  private String good;
  private String forged;
  private String malformed;

  @Setup
  public void issue() {
    Node node = Node.started(new MemoryKeyStore(), Clock.systemUTC(), settings(algorithm));
    verifier = node.verifier;
    good = node.token();
    int signature = good.lastIndexOf('.') + 1;
    char first = good.charAt(signature) == 'A' ? 'B' : 'A';
    forged = good.substring(0, signature) + first + good.substring(signature + 1);
    malformed = good + "=";
  }

  static Map<String, String> settings(String algorithm) {
    return "HS256".equals(algorithm)
        ? Map.of("JWT_SECRET_KEY", "for benchmarks alone: 0123456789 abcdef")
        : Map.of("JWT_ALGORITHM", algorithm);
  }

  @Benchmark
  public Object firstSight() throws TokenRefusedException {
    return verifier.verifyUnremembered(good);
  }

  @Benchmark
  public Object repeated() throws TokenRefusedException {
    return verifier.verify(good);
  }

  @Benchmark
  public Object refusedFirstSight() {
    try {
      return verifier.verifyUnremembered(forged);
    } catch (TokenRefusedException e) {
      return e;
    }
  }

  @Benchmark
  public Object refusedRepeated() {
    return refused(forged);
  }

  @Benchmark
  public Object refusedMalformed() {
    return refused(malformed);
  }

  private Object refused(String token) {
    try {
      return verifier.verify(token);
    } catch (TokenRefusedException e) {
      return e;
    }
  }
}
