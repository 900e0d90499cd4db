/** Refusals: why requests were refused, for administrators. */
package org.inkgate.refusals;
