/** Languages and texts of pages. */
package org.inkgate.http.texts;
