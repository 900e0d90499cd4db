/** Imports from WordPress. */
package org.inkgate.transfer.wordpress;
