package org.inkgate.http.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityNotFoundException;
import java.sql.SQLException;
import org.inkgate.http.Problem;
import org.junit.jupiter.api.Test;

class SimultaneousChangeTest {

  @Test
  void aRowThatIsGoneIsAConflict() {
    assertEquals(409, SimultaneousChange.in(new EntityNotFoundException()).orElseThrow().status());
  }

  /** Nothing says that another request changed the same: it is only worth another try. */
  @Test
  void aDeadlockIsNoConflict() {
    SQLException deadlock = new SQLException("deadlock", "40P01");
    Throwable wrapped = new IllegalStateException(new RuntimeException(deadlock));
    Problem problem = SimultaneousChange.in(wrapped).orElseThrow();
    assertEquals(503, problem.status());
    assertEquals("1", problem.headers().get("Retry-After"));
  }

  @Test
  void whatIsOurFaultStaysOurFault() {
    assertTrue(SimultaneousChange.in(new SQLException("syntax", "42601")).isEmpty());
    assertTrue(SimultaneousChange.in(new SQLException("nothing said")).isEmpty());
    assertTrue(SimultaneousChange.in(new NullPointerException()).isEmpty());
  }
}
