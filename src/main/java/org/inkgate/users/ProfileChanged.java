package org.inkgate.users;

/** Announces, as a CDI event before the commit, that a user may have got another name to show. */
public record ProfileChanged(long userId) {}
