/** Posts: what they are, where they are stored, who may see and change them. */
package org.inkgate.posts;
