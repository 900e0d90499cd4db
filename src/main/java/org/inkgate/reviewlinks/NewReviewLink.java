package org.inkgate.reviewlinks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.inkgate.http.RequestFields;

/** A review link as its author asks for it. */
public record NewReviewLink(
    @Size(max = 100, message = "posts.problem.too-long {max}") String recipient,
    @Min(1) @Max(365) long expiresInDays) {

  private static final long USUAL_DAYS = 7;

  static NewReviewLink of(RequestFields fields) {
    return new NewReviewLink(
        fields.text("recipient").orElse("").strip(),
        fields.wholeNumber("expires_in_days").orElse(USUAL_DAYS));
  }
}
