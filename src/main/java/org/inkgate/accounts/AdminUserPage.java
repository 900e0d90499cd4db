package org.inkgate.accounts;

import java.util.List;

/**
 * One page of the users, by name.
 *
 * @param query what names or mail addresses contain; empty for all users
 * @param page counted from 1
 * @param size the most users a page holds
 * @param total the users on all pages
 */
public record AdminUserPage(List<AdminUser> users, String query, int page, int size, long total) {

  /** How many pages there are; 1 when there is no user at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
