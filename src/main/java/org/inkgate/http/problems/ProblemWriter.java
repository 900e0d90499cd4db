package org.inkgate.http.problems;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.http.Answers;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.Representation;
import org.inkgate.http.SentForm;
import org.inkgate.http.log.RequestId;
import org.inkgate.http.texts.PageContext;
import org.inkgate.http.texts.Texts;

/** Renders a problem: the form again, a page, or {@code application/problem+json}. */
@ApplicationScoped
class ProblemWriter {

  private static final Logger LOG = Logger.getLogger(ProblemWriter.class.getName());

  private Pages pages;

  ProblemWriter() {}

  @Inject
  ProblemWriter(Pages pages) {
    this.pages = pages;
  }

  void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.resetBuffer();
    problem.headers().forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    Optional<ProblemShape> shape = ProblemShape.of(request, problem);
    if (shape.isPresent()) {
      response.setStatus(shape.get().status());
      Answers.json(response, shape.get().body());
      return;
    }
    if (Representation.of(request) == Representation.JSON) {
      response.setStatus(problem.status());
      Answers.json(
          response,
          "application/problem+json",
          problem.toJson(instance(request), RequestId.of(request)));
      return;
    }
    Optional<String> login = LoginRedirect.of(request);
    if (problem.status() == 401 && login.isPresent()) {
      Answers.seeOther(response, login.get());
      return;
    }
    response.setStatus(problem.status());
    try {
      writePage(problem, request, response);
    } catch (RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      // What failed before fails again, as a database that is away: then without it.
      LOG.log(Level.FINE, e, () -> "The page of a problem could not be rendered");
      PageContext.provide(request, Optional::empty);
      pages.render(request, response, "problem.jte", pageModel(problem, request));
    }
  }

  private void writePage(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<FailedForm> form = FailedForm.of(request, problem);
    Optional<Map<String, Object>> again = form.flatMap(it -> it.model(request, problem));
    if (again.isPresent()) {
      pages.render(request, response, form.get().template(), again.get());
    } else {
      pages.render(request, response, "problem.jte", pageModel(problem, request));
    }
  }

  /** The path that was asked for, also where the server refused it before any filter. */
  private static String instance(HttpServletRequest request) {
    Object askedFor = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return askedFor == null ? request.getRequestURI() : (String) askedFor;
  }

  private static Map<String, Object> pageModel(Problem problem, HttpServletRequest request) {
    Texts texts = Texts.of(request);
    Map<String, Object> model = new HashMap<>();
    model.put("status", problem.status());
    model.put("title", problem.title().in(texts));
    model.put("detail", problem.detail().in(texts));
    model.put("errors", problem.errors(texts));
    model.put("sent", SentForm.in(request));
    model.put("requestId", RequestId.of(request));
    return model;
  }
}
