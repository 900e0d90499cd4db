package org.inkgate;

import org.inkgate.testing.InkgateArchive;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;

/** The embedded Derby. */
class DerbyIT extends DatabaseContract {

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(LIMITS);
  }

  @BeforeAll
  static void begin() {
    forgetRace();
  }
}
