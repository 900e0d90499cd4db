package org.inkgate;

import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Postgres;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;

/** A real PostgreSQL. */
class PostgresIT extends DatabaseContract {

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(Postgres.newDatabase().settings());
  }

  @BeforeAll
  static void begin() {
    forgetRace();
  }
}
