/** What operators look at: whether it lives, how it fares. */
package org.inkgate.operations;
