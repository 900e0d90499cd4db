/** Workarounds for Payara. Each names what it waits for. */
package org.inkgate.http.payara;
