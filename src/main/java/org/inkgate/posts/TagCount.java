package org.inkgate.posts;

/** How many posts that everybody may see carry a tag. */
public record TagCount(String tag, long posts) {}
