package org.inkgate.site;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.inkgate.http.RequestFields;
import org.inkgate.http.VisibleText;
import org.inkgate.markdown.Slug;

/**
 * A page of the site as an administrator sends it.
 *
 * @param slug the last part of its address; made of the title when it is left empty
 * @param body Markdown
 * @param menuPosition where it stands in the menu, the smallest number first; empty to leave it out
 */
public record PageDraft(
    @NotBlank
        @VisibleText
        @Size(max = PageDraft.LONGEST_TITLE, message = "posts.problem.too-long {max}")
        String title,
    @Size(max = 80, message = "posts.problem.too-long {max}")
        @Pattern(regexp = "(?!new$)[a-z0-9]+(-[a-z0-9]+)*", message = "settings.problem.slug")
        String slug,
    @NotBlank @Size(max = 200_000, message = "posts.problem.too-long {max}") String body,
    Optional<@Min(0) @Max(1000) Long> menuPosition) {

  /** In UTF-16 units. */
  public static final int LONGEST_TITLE = 100;

  static PageDraft of(RequestFields fields) {
    return over(fields, new PageDraft("", "", "", Optional.empty()));
  }

  /** Reads the fields that are there and takes the others from a page (RFC 7396). */
  static PageDraft over(RequestFields fields, PageDraft page) {
    String title =
        fields.has("title")
            ? fields.text("title").orElse("").replaceAll("\\s+", " ").strip()
            : page.title();
    String slug = fields.has("slug") ? fields.text("slug").orElse("").strip() : page.slug();
    return new PageDraft(
        title,
        slug.isEmpty() ? Slug.ofTitle(title).value() : slug,
        fields.has("body") ? fields.text("body").orElse("") : page.body(),
        fields.has("menu_position") ? fields.wholeNumber("menu_position") : page.menuPosition());
  }
}
