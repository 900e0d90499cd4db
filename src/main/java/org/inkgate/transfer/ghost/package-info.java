/** Imports from Ghost. */
package org.inkgate.transfer.ghost;
