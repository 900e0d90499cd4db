package org.inkgate.testing;

import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Talks to a running Inkgate as a program or, with cookies, as a browser; follows no redirects. An
 * exchange that /openapi.yaml does not describe fails the test that made it.
 */
public final class HttpApi {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("\r\nContent-Length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);

  private static final String PART = "--boundary\r\nContent-Disposition: form-data; name=\"";

  private final URI base;
  private final HttpClient client;
  private final CookieManager cookies;

  private HttpApi(URI base, CookieManager cookies) {
    this.base = base;
    this.cookies = cookies;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE);
    if (cookies != null) {
      builder.cookieHandler(cookies);
    }
    this.client = builder.build();
  }

  /** A client that keeps nothing between requests. */
  public static HttpApi program(URI base) {
    return new HttpApi(base, null);
  }

  /** A client that keeps cookies. */
  public static HttpApi browser(URI base) {
    return new HttpApi(base, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
  }

  /** The cookies kept so far. */
  public CookieManager cookies() {
    if (cookies == null) {
      throw new IllegalStateException("A program keeps no cookies; use HttpApi.browser");
    }
    return cookies;
  }

  /** Gets a path; headers come in pairs of name and value. */
  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Posts JSON; headers come in pairs of name and value. */
  public Answer postJson(String path, JsonValue json, String... headers) {
    return sendJson("POST", path, json.toString(), headers);
  }

  /** Sends a text as JSON, whether it is or not; headers come in pairs of name and value. */
  public Answer sendJson(String method, String path, String json, String... headers) {
    return send(
        method,
        path,
        BodyPublishers.ofString(json),
        Optional.of(json),
        with(headers, "Content-Type", "application/json"));
  }

  /** Posts a form as a browser does, and asks for HTML. */
  public Answer postForm(String path, Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        BodyPublishers.ofString(form),
        with(
            headers,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "text/html,application/xhtml+xml"));
  }

  /** Sends anything; headers come in pairs of name and value. */
  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    return send(method, path, body, Optional.empty(), headers);
  }

  private Answer send(
      String method, String path, BodyPublisher body, Optional<String> json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).method(method, body).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
      ApiContract.check(method, response.uri(), json, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Posts a form with a file in the field "file"; headers come in pairs of name and value. */
  public Answer postFile(
      String path, byte[] file, String name, Map<String, String> fields, String... headers) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (field, value) ->
            body.writeBytes(
                (PART + field + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        (PART + "file\"; filename=\"" + name + "\"\r\nContent-Type: text/html\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes("\r\n--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        "POST",
        path,
        BodyPublishers.ofByteArray(body.toByteArray()),
        with(headers, "Content-Type", "multipart/form-data; boundary=boundary"));
  }

  /** The bytes at a path, for any status; headers come in pairs of name and value. */
  public byte[] download(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes these characters, a byte each, to the server's port, and returns what comes back until
   * the server closes or is silent for two seconds. For requests that no client would send.
   */
  public String raw(String request) {
    return raw(request, false);
  }

  /** The same, but returns once one answer is whole by its Content-Length, and waits no longer. */
  public String rawAnswer(String request) {
    return raw(request, true);
  }

  private String raw(String request, boolean one) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket.getInputStream(), one);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(InputStream in, boolean one) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    long whole = Long.MAX_VALUE;
    try {
      while (answer.size() < whole) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        answer.write(next);
        if (one && next == '\n' && whole == Long.MAX_VALUE) {
          whole = wholeSize(answer.toString(StandardCharsets.ISO_8859_1));
        }
      }
    } catch (SocketTimeoutException silent) {
      // The connection is kept alive, the answer is complete.
    } catch (IOException reset) {
      // The server closed while there was something left to read for it.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /** How many bytes an answer has with its body, known when its headers end. */
  private static long wholeSize(String answer) {
    Matcher length = CONTENT_LENGTH.matcher(answer);
    return answer.endsWith("\r\n\r\n") && length.find()
        ? answer.length() + Long.parseLong(length.group(1))
        : Long.MAX_VALUE;
  }

  private static String[] with(String[] headers, String... more) {
    String[] all = new String[headers.length + more.length];
    System.arraycopy(more, 0, all, 0, more.length);
    System.arraycopy(headers, 0, all, more.length, headers.length);
    return all;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
