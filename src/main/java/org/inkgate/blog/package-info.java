/** Posts: writing, validating, storing, finding and showing them. */
package org.inkgate.blog;
