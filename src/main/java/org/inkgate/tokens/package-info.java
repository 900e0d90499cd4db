/** The gate: signing keys, access tokens, and the filter that lets nothing through without one. */
package org.inkgate.tokens;
