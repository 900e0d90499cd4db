package org.inkgate.blog;

import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inkgate.http.RequestFields;

/**
 * The editor's fields just as they were typed: fit to be kept, perhaps not to be published.
 *
 * @param baseVersion the version of the post that the editor was opened with
 */
record TypedPost(
    @Size(max = 200, message = TOO_LONG) String title,
    @Size(max = 200_000, message = TOO_LONG) String body,
    @Size(max = 1500, message = TOO_LONG) String tags,
    @Size(max = 80, message = TOO_LONG) String slug,
    @Size(max = 300, message = TOO_LONG) String summary,
    long baseVersion) {

  private static final String TOO_LONG = "must not be longer than {max} characters";

  static TypedPost of(RequestFields fields) {
    return new TypedPost(
        fields.text("title").orElse(""),
        fields.text("body").orElse(""),
        fields.text("tags").orElse(""),
        fields.text("slug").orElse(""),
        fields.text("summary").orElse(""),
        fields.wholeNumber("version").orElse(0L));
  }

  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", title);
    values.put("body", body);
    values.put("tags", tags);
    values.put("slug", slug);
    values.put("summary", summary);
    return values;
  }
}
