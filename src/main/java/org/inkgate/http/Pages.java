package org.inkgate.http;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Renders the templates that the build compiled. */
@ApplicationScoped
public class Pages {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), "org.inkgate.pages");

  /** Renders a template into the response, whose status is already set. */
  public void render(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Map<String, Object> model)
      throws IOException {
    PageContext page = PageContext.of(request);
    Map<String, Object> all = withPage(model, page);
    Utf8ByteOutput output = new Utf8ByteOutput();
    TEMPLATES.render(template, all, output);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Language", page.texts().language().tag());
    response.addHeader("Vary", "Accept-Language");
    if (response.getHeader("Cache-Control") == null) {
      response.setHeader("Cache-Control", page.username().isPresent() ? "no-store" : "no-cache");
    }
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }

  /** A part of a page, which another room's template will place. */
  public Content section(HttpServletRequest request, String template, Map<String, Object> model) {
    Map<String, Object> all = withPage(model, PageContext.of(request));
    return output -> TEMPLATES.render(template, all, output);
  }

  private static Map<String, Object> withPage(Map<String, Object> model, PageContext page) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("page", page);
    return all;
  }
}
