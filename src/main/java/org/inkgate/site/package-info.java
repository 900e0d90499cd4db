/** The site around the posts: its name, its looks, its menu, its pages. */
package org.inkgate.site;
