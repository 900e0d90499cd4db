/** The database: where it is, its schema, and how its types map to Java's. */
package org.inkgate.persistence;
