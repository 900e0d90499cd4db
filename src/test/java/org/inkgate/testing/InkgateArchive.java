package org.inkgate.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
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
   *
   * <p>Unless a test wants it otherwise, a new account is an author's, because most tests need
   * several people who publish, and no limit on registrations, refreshes or the pace of posts is
   * met, because all requests of a class come from one address, and many from one user. {@link
   * #withDefaults} has neither.
   */
  public static WebArchive with(Map<String, String> settings) {
    Map<String, String> usual = new HashMap<>();
    usual.put("REGISTRATION_ROLE", "author");
    usual.put("LIMIT_REGISTRATIONS", "10000");
    usual.put("LIMIT_REFRESHES", "10000");
    usual.put("LIMIT_POST_PACE", "100000");
    usual.putAll(settings);
    return withDefaults(usual);
  }

  /** The WAR with these settings, and the defaults of all others. */
  public static WebArchive withDefaults(Map<String, String> settings) {
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
