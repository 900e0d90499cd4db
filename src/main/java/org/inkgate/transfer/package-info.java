/** In and out: import, export, backup and restore. */
package org.inkgate.transfer;
