/** Comments: writing them below posts, showing them in threads, and moderating them. */
package org.inkgate.comments;
