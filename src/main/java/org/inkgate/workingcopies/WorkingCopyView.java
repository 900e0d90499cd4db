package org.inkgate.workingcopies;

import java.time.Instant;
import org.inkgate.posts.RowVersion;

/**
 * A working copy as the editor shows it.
 *
 * @param version its ETag is made of it
 * @param submitted whether it waits for an editor
 * @param reviewNote what an editor said who returned it; empty when none did
 */
public record WorkingCopyView(
    TypedPost typed, Instant savedAt, RowVersion version, boolean submitted, String reviewNote) {}
