/** Revisions: what a post said before, and what changed. */
package org.inkgate.revisions;
