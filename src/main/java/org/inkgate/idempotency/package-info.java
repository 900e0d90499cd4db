/** Idempotency keys: a request that creates, sent again, creates nothing twice. */
package org.inkgate.idempotency;
