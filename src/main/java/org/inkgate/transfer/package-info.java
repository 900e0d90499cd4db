/** In and out over HTTP: import, export, backup. */
package org.inkgate.transfer;
