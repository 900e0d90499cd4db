package org.inkgate.blog;

import java.time.Instant;

/**
 * A working copy as the editor shows it.
 *
 * @param version its ETag is made of it
 */
record WorkingCopyView(TypedPost typed, Instant savedAt, RowVersion version) {}
