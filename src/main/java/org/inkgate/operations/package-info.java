/** What operators watch: health, metrics, and the description of the API. */
package org.inkgate.operations;
