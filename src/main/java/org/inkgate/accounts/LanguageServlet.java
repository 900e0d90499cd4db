package org.inkgate.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.texts.Language;

/** Remembers which language a reader chose, signed in or not. */
public class LanguageServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void routes(Routes at) {
    at.post("/language", this::choose).open();
  }

  private Reply choose(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Language chosen =
        fields
            .text("language")
            .flatMap(Language::of)
            .orElseThrow(
                () ->
                    new RequestFailedException(
                        Problem.invalid("language", "accounts.problem.language")));
    return Reply.seeOther(NextPage.own(fields.text("next").orElse("")))
        .also(response -> chosen.remember(request, response));
  }
}
