/** What the operator decides: settings, read once and checked at start. */
package org.inkgate.config;
