package org.inkgate.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as the build made it, with the settings that a test wants. */
public final class InkgateArchive {

  private InkgateArchive() {}

  /** The WAR, with an empty data folder of its own. */
  public static WebArchive fresh() {
    return with(Map.of());
  }

  /**
   * The WAR with these settings, which go before the environment's. Without DATA_DIR, the data
   * folder is a new and empty one.
   */
  public static WebArchive with(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.setProperty("config_ordinal", "500");
    properties.setProperty("DATA_DIR", Build.newFolder("data").toString());
    properties.putAll(settings);
    return ShrinkWrap.createFromZipFile(WebArchive.class, Build.war().toFile())
        .addAsResource(
            new StringAsset(text(properties)), "META-INF/microprofile-config.properties");
  }

  private static String text(Properties properties) {
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
