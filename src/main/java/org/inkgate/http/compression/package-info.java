/** Answers in their compressed form, each with an entity tag of its own. */
package org.inkgate.http.compression;
