/** Personal access tokens: opaque secrets for programs, stored as digests. */
package org.inkgate.accesstokens;
