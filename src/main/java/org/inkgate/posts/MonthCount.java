package org.inkgate.posts;

/**
 * How many posts that everybody may see were published in a month.
 *
 * @param month from 1, January, to 12
 */
public record MonthCount(int year, int month, long posts) {}
