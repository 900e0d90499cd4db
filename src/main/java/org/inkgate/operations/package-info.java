/** What operators do: watch it, back it up, import and export, tell other programs. */
package org.inkgate.operations;
