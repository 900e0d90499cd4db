package org.inkgate.statistics;

import org.inkgate.posts.PostSummary;

/** A post and its views. */
public record ReadPost(PostSummary post, PostViews views) {}
