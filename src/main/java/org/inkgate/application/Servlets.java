package org.inkgate.application;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.inkgate.accesstokens.AccountTokensServlet;
import org.inkgate.accounts.AccountServlet;
import org.inkgate.accounts.AdminUsersServlet;
import org.inkgate.accounts.EmailServlet;
import org.inkgate.accounts.InvitationsServlet;
import org.inkgate.accounts.LanguageServlet;
import org.inkgate.accounts.LoginServlet;
import org.inkgate.accounts.ProfileServlet;
import org.inkgate.accounts.RegisterServlet;
import org.inkgate.accounts.ResetServlet;
import org.inkgate.blog.AuthorServlet;
import org.inkgate.blog.BlogServlet;
import org.inkgate.blog.IndexServlet;
import org.inkgate.blog.PendingServlet;
import org.inkgate.blog.PreviewServlet;
import org.inkgate.comments.AdminCommentsServlet;
import org.inkgate.comments.CommentServlet;
import org.inkgate.comments.PostCommentsServlet;
import org.inkgate.conduit.ArticlesServlet;
import org.inkgate.conduit.ProfilesServlet;
import org.inkgate.conduit.UsersServlet;
import org.inkgate.feeds.CrawlerServlet;
import org.inkgate.feeds.FeedServlet;
import org.inkgate.http.FileServlet;
import org.inkgate.http.RouteTable;
import org.inkgate.http.RoutedServlet;
import org.inkgate.media.MediaServlet;
import org.inkgate.media.PictureServlet;
import org.inkgate.moderation.UserContentServlet;
import org.inkgate.operations.DocsServlet;
import org.inkgate.operations.HealthServlet;
import org.inkgate.operations.MetricsServlet;
import org.inkgate.refusals.AdminServlet;
import org.inkgate.reviewlinks.ReviewLinksServlet;
import org.inkgate.reviewlinks.ReviewServlet;
import org.inkgate.revisions.RevisionsServlet;
import org.inkgate.sessions.AccountSessionsServlet;
import org.inkgate.sessions.LogoutServlet;
import org.inkgate.sessions.RefreshServlet;
import org.inkgate.sessions.RevokeServlet;
import org.inkgate.site.AdminPagesServlet;
import org.inkgate.site.PageServlet;
import org.inkgate.site.SiteServlet;
import org.inkgate.site.SiteStyleServlet;
import org.inkgate.statistics.OwnPostsServlet;
import org.inkgate.statistics.StatisticsServlet;
import org.inkgate.tokens.JwksServlet;
import org.inkgate.tokens.KeysServlet;
import org.inkgate.transfer.ExportServlet;
import org.inkgate.transfer.ImportServlet;
import org.inkgate.webhooks.WebhooksServlet;
import org.inkgate.workingcopies.WorkingCopyServlet;

/**
 * Makes the servlets when the application starts, and tells the server where their routes are. All
 * routes with all that is to be known about them are listed in {@code
 * src/test/resources/routes.txt}.
 */
public class Servlets implements ServletContextListener {

  /** All servlets; each declares its own routes. */
  public static final List<Class<? extends RoutedServlet>> ALL =
      List.of(
          // Who is who: registering, logging in and out
          RegisterServlet.class,
          LoginServlet.class,
          LogoutServlet.class,
          LanguageServlet.class,
          RefreshServlet.class,
          RevokeServlet.class,
          ResetServlet.class,
          // A user's own account
          AccountServlet.class,
          EmailServlet.class,
          ProfileServlet.class,
          AccountSessionsServlet.class,
          AccountTokensServlet.class,
          OwnPostsServlet.class,
          PictureServlet.class,
          // What is read and written
          BlogServlet.class,
          RevisionsServlet.class,
          WorkingCopyServlet.class,
          ReviewLinksServlet.class,
          IndexServlet.class,
          AuthorServlet.class,
          PreviewServlet.class,
          ReviewServlet.class,
          PostCommentsServlet.class,
          CommentServlet.class,
          MediaServlet.class,
          PageServlet.class,
          SiteStyleServlet.class,
          FeedServlet.class,
          CrawlerServlet.class,
          // Administration
          AdminServlet.class,
          AdminUsersServlet.class,
          InvitationsServlet.class,
          KeysServlet.class,
          PendingServlet.class,
          UserContentServlet.class,
          AdminCommentsServlet.class,
          SiteServlet.class,
          AdminPagesServlet.class,
          StatisticsServlet.class,
          WebhooksServlet.class,
          ImportServlet.class,
          ExportServlet.class,
          // The RealWorld API, Conduit
          UsersServlet.class,
          ProfilesServlet.class,
          ArticlesServlet.class,
          // Machines and files
          JwksServlet.class,
          HealthServlet.class,
          MetricsServlet.class,
          DocsServlet.class,
          FileServlet.class);

  private static final String ATTRIBUTE = RouteTable.class.getName();

  /** Longer parts of a multipart body are written to a file at once. */
  private static final int PART_IN_MEMORY_BYTES = 65_536;

  private final List<RoutedServlet> servlets = new ArrayList<>();

  private record Config(String getServletName, ServletContext getServletContext)
      implements ServletConfig {

    @Override
    public String getInitParameter(String name) {
      return null;
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
      return Collections.emptyEnumeration();
    }
  }

  /** The routes of all servlets. */
  static RouteTable table(ServletContext context) {
    return (RouteTable) context.getAttribute(ATTRIBUTE);
  }

  /**
   * Starts.
   *
   * @throws IllegalStateException for ambiguous routes
   */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    try {
      for (Class<? extends RoutedServlet> type : ALL) {
        RoutedServlet servlet = context.createServlet(type);
        servlet.init(new Config(type.getSimpleName(), context));
        servlets.add(servlet);
      }
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
    RouteTable table = new RouteTable(servlets);
    context.setAttribute(ATTRIBUTE, table);
    register(context, table);
  }

  /**
   * Maps the dispatcher once for each limit of bodies: the server itself reads multipart bodies,
   * and must not spool for "/login" what only an import may have.
   */
  private static void register(ServletContext context, RouteTable table) {
    TreeMap<Long, Set<String>> patterns = new TreeMap<>();
    table
        .urlPatterns()
        .forEach(
            (pattern, bytes) ->
                patterns.computeIfAbsent(bytes, most -> new TreeSet<>()).add(pattern));
    patterns.forEach(
        (bytes, same) -> {
          ServletRegistration.Dynamic dispatcher =
              context.addServlet("dispatcher-" + bytes, DispatcherServlet.class);
          dispatcher.setMultipartConfig(
              new MultipartConfigElement("", bytes, bytes, PART_IN_MEMORY_BYTES));
          dispatcher.addMapping(same.toArray(String[]::new));
        });
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    servlets.forEach(Servlet::destroy);
  }
}
