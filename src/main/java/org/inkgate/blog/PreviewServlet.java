package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
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

  private Reply preview(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    editor.offerPreviewForm(request, fields);
    Text text = validation.check(fields, new Text(fields.text("body").orElse("")));
    String html = blog.preview(Caller.of(request), text.body());
    return Reply.json(() -> Json.createObjectBuilder().add("html", html))
        .orElse(() -> editor.preview(request, fields, html));
  }
}
