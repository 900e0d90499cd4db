package org.inkgate.posts;

/**
 * The number of public posts that were published in a month.
 *
 * @param month from 1, January, to 12
 */
public record MonthCount(int year, int month, long posts) {}
