/** Webhooks: telling other programs what is published, signed, until they took it. */
package org.inkgate.webhooks;
