package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Validation;
import org.inkgate.tokens.Caller;

/** Shows Markdown exactly as the page of a post would. */
public class PreviewServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient BlogService blog;
  @Inject private transient Validation validation;
  @Inject private transient EditorPages editor;

  @Override
  protected void routes(Routes at) {
    at.post("/preview", this::preview);
  }

  private record Text(@Size(max = 200_000, message = "posts.problem.too-long {max}") String body) {}

  private void preview(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFields fields = RequestFields.of(request);
    if (Face.of(request) == Face.HTML) {
      editor.offerPreviewForm(request, fields);
    }
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
