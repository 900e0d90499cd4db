/**
 * Sessions: starting, renewing, listing and ending them; a form that a session's end interrupted.
 */
package org.inkgate.sessions;
