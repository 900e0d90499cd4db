package org.inkgate.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tests of a server need that is deployed for all of a class, with an empty data folder. */
@ExtendWith(ArquillianExtension.class)
public abstract class DeployedInkgate {

  @ArquillianResource private URL url;

  protected URI base;
  protected HttpApi program;

  @Deployment(testable = false)
  public static WebArchive inkgate() {
    return InkgateArchive.fresh();
  }

  @BeforeEach
  void reach() throws URISyntaxException {
    base = url.toURI();
    program = HttpApi.program(base);
  }
}
