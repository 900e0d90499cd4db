package org.inkgate.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.inkgate.http.texts.PageContext;

/** Renders the templates that the build compiled. */
@ApplicationScoped
public class Pages {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "org.inkgate.pages");

  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final long KEPT_BYTES = 8_000_000;

  /** A template and all that it reads: of equal ones, equal HTML comes out. */
  private record Rendering(String template, Map<String, Object> model) implements Content {

    static Rendering of(String template, Map<String, Object> model, PageContext page) {
      Map<String, Object> all = new HashMap<>(model);
      all.put("page", page);
      return new Rendering(template, all);
    }

    @Override
    public void writeTo(TemplateOutput output) {
      TEMPLATES.render(template, model, output);
    }

    byte[] bytes() {
      Utf8ByteOutput output = new Utf8ByteOutput();
      writeTo(output);
      return output.toByteArray();
    }
  }

  private final Cache<Rendering, byte[]> rendered =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(KEPT_BYTES)
          .weigher((Rendering rendering, byte[] html) -> html.length)
          .build();

  /** Renders a template into the response, whose status is already set. */
  public void render(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    PageContext page = PageContext.of(request);
    write(response, page, Rendering.of(template, model, page).bytes());
  }

  /**
   * Renders a page that many read who are not signed in, once for all of them.
   *
   * @param model of values that are equal when they say the same
   */
  public void renderForAll(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    PageContext page = PageContext.of(request);
    Rendering rendering = Rendering.of(template, model, page);
    boolean personal = page.username().isPresent();
    write(response, page, personal ? rendering.bytes() : rendered.get(rendering, Rendering::bytes));
  }

  private static void write(HttpServletResponse response, PageContext page, byte[] html)
      throws IOException {
    response.setHeader("Content-Language", page.texts().language().tag());
    response.addHeader("Vary", "Accept-Language");
    if (response.getHeader("Cache-Control") == null) {
      response.setHeader("Cache-Control", page.username().isPresent() ? "no-store" : "no-cache");
    }
    Answers.bytes(response, "text/html", html);
  }

  /** A part of a page, which another room's template will place. */
  public Content section(HttpServletRequest request, String template, Map<String, Object> model) {
    return Rendering.of(template, model, PageContext.of(request));
  }
}
