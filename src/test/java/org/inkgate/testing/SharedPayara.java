package org.inkgate.testing;

import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/**
 * A plain Payara Micro, as an operator of the WAR would have. It starts once for all tests of a
 * JVM, which takes longer than all else, and is given the WAR of one class after the other.
 */
public final class SharedPayara extends TestServer {

  private static PayaraProcess process;

  /** The log since the WAR came, if there is such a server. */
  static Optional<String> log() {
    return Optional.ofNullable(process).map(PayaraProcess::log);
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    if (process == null || !process.isAlive()) {
      process = PayaraProcess.start();
    }
    Path war = export(archive, process.folder());
    if (!process.deploy(war)) {
      throw new DeploymentException("Not deployed; see " + process.folder());
    }
    return at(process.port());
  }

  @Override
  public void undeploy(Archive<?> archive) {
    process.undeploy();
  }
}
