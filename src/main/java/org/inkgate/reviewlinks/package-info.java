/** Review links: a draft shown to someone without an account. */
package org.inkgate.reviewlinks;
