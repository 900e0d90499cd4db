package org.inkgate.testing;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/** A server as Arquillian sees it: it takes one WAR at a time, and is there when a WAR comes. */
public abstract class TestServer implements DeployableContainer<TestServer.Configuration> {

  /** There is nothing to configure; Arquillian wants a class. */
  public static final class Configuration implements ContainerConfiguration {

    @Override
    public void validate() {
      // Nothing to be wrong.
    }
  }

  /** Tells Arquillian of the server that the tests run on. */
  public static final class Extension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
      builder.service(
          DeployableContainer.class,
          OtherServer.isNamed() ? OtherServer.class : SharedPayara.class);
    }
  }

  @Override
  public final Class<Configuration> getConfigurationClass() {
    return Configuration.class;
  }

  @Override
  public final void setup(Configuration configuration) {
    // Nothing to set up.
  }

  @Override
  public final void start() {
    // With a deployment.
  }

  @Override
  public final void stop() {
    // With a deployment, or with the JVM.
  }

  @Override
  public final ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  /** Leaves the WAR in a folder, for the server to read. */
  static Path export(Archive<?> archive, Path folder) {
    Path war = folder.resolve("inkgate.war");
    archive.as(ZipExporter.class).exportTo(war.toFile(), true);
    return war;
  }

  /** Tells Arquillian where the application answers. */
  static ProtocolMetaData at(int port) {
    HTTPContext context = new HTTPContext("localhost", port);
    context.add(new Servlet("inkgate", "/"));
    return new ProtocolMetaData().addContext(context);
  }

  @Override
  public final void deploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("Inkgate is deployed whole");
  }

  @Override
  public final void undeploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("Inkgate is deployed whole");
  }
}
