package org.inkgate.posts;

/** A post as another one's page leads to it. */
public record PostLink(String slug, String title) {}
