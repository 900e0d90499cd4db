/** What people do with posts: writing, publishing, listing and reading them. */
package org.inkgate.blog;
