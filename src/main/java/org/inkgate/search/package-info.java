/** The search: an index of what is published, and the page of what it finds. */
package org.inkgate.search;
