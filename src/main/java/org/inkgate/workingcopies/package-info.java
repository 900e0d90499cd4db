/** Working copies: changes of a post that are not published yet. */
package org.inkgate.workingcopies;
