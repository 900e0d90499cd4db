/** How often posts are read, without knowing by whom. */
package org.inkgate.statistics;
