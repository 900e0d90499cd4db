package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityNotFoundException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SimultaneousChangeTest {

  @Test
  void aDeadlockAndARowThatIsGoneAreConflicts() {
    SQLException deadlock = new SQLException("deadlock", "40P01");
    Throwable wrapped = new IllegalStateException(new RuntimeException(deadlock));
    assertEquals(409, SimultaneousChange.in(wrapped).orElseThrow().status());
    assertTrue(SimultaneousChange.in(new EntityNotFoundException()).isPresent());
  }

  @Test
  void whatIsOurFaultStaysOurFault() {
    assertTrue(SimultaneousChange.in(new SQLException("syntax", "42601")).isEmpty());
    assertTrue(SimultaneousChange.in(new SQLException("nothing said")).isEmpty());
    assertTrue(SimultaneousChange.in(new NullPointerException()).isEmpty());
  }
}
