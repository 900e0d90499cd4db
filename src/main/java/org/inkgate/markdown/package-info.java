/** Markdown: rendering it, sanitizing what came out, colours for code, plain text. */
package org.inkgate.markdown;
