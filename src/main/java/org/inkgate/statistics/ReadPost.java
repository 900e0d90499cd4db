package org.inkgate.statistics;

import org.inkgate.blog.PostSummary;

/** A post and its views. */
public record ReadPost(PostSummary post, PostViews views) {}
