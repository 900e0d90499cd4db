package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.tokens.Caller;

/** Shows Markdown exactly as the page of a post would. */
public class PreviewServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient BlogService blog;
  @Inject private transient Validation validation;
  @Inject private transient EditorPages editor;

  private final transient Routes routes = new Routes().on("POST", "/preview", this::preview);

  private record Text(
      @Size(max = 200_000, message = "must not be longer than {max} characters") String body) {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    routes.dispatch(request, response);
  }

  private void preview(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    Text text = validation.check(fields, new Text(fields.text("body").orElse("")));
    String html = blog.preview(Caller.of(request), text.body());
    response.setHeader("Cache-Control", "no-store");
    if (Face.of(request) == Face.HTML) {
      editor.preview(request, response, fields, html);
    } else {
      Answers.json(response, Json.createObjectBuilder().add("html", html).build());
    }
  }
}
