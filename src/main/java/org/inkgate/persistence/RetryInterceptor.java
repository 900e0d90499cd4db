package org.inkgate.persistence;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Stands before the interceptor of {@code @Transactional}, which has priority 200. */
@Retried
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class RetryInterceptor {

  private static final int MOST_TRIES = 10;

  /** Tries wait a random time of up to this and longer each time, so as not to meet again. */
  private static final long LONGEST_PAUSE_NANOS = 10_000_000;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  @AroundInvoke
  Object retry(InvocationContext call) throws Exception {
    int tries =
        transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION ? MOST_TRIES : 1;
    for (int tried = 1; tried < tries; tried++) {
      try {
        return call.proceed();
      } catch (Exception e) {
        if (!DatabaseConflict.metAnother(e)) {
          throw e;
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS * tried));
      }
    }
    return call.proceed();
  }
}
