/** Exports, backups and their restoration. */
package org.inkgate.transfer.exports;
