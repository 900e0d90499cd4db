package org.inkgate.accounts;

import java.util.List;

/** One page of the invitations, the newest first. */
public record InvitationPage(List<InvitationView> invitations, int page, int size, long total) {

  public long pages() {
    return Math.max(1, (total + size - 1) / size);
  }
}
