/** What administrators do with everything that one user wrote. */
package org.inkgate.moderation;
