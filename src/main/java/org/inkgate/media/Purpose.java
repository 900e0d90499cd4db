package org.inkgate.media;

/** What an image is for; only those for posts are shown in lists. */
enum Purpose {
  POST,
  AVATAR,
  LOGO
}
