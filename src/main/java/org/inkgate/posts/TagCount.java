package org.inkgate.posts;

/** The number of public posts with a tag. */
public record TagCount(String tag, long posts) {}
