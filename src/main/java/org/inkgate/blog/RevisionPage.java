package org.inkgate.blog;

import java.util.List;

/**
 * One page of the revisions of a post, newest first.
 *
 * @param page counted from 1
 * @param size the most revisions a page holds
 */
public record RevisionPage(List<RevisionLine> lines, int page, int size, int pages, long total) {}
