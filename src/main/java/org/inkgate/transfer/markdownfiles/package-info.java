/** Imports of Markdown files with front matter: Jekyll, Hugo, Inkgate. */
package org.inkgate.transfer.markdownfiles;
