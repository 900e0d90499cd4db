package org.inkgate.persistence;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets Bucket4j keep its buckets in a table that all nodes share. */
final class SharedBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

  private final TimeMeter meter;
  private final BucketTable table;

  SharedBuckets(TimeMeter meter, BucketTable table) {
    super(ClientSideConfig.getDefault().withClientClock(meter));
    this.meter = meter;
    this.table = table;
  }

  /** The bucket of that name if it is there; asked for one that is not, Bucket4j makes it. */
  Optional<Bucket> find(String name) {
    return getProxyConfiguration(name).map(configuration -> getProxy(name, () -> configuration));
  }

  void removeFull() {
    table.removeFullAt(instant(meter.currentTimeNanos()));
  }

  @Override
  protected CompareAndSwapOperation beginCompareAndSwapOperation(String name) {
    return new CompareAndSwapOperation() {
      @Override
      public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
        return table.find(name);
      }

      @Override
      public boolean compareAndSwap(
          byte[] before, byte[] after, RemoteBucketState state, Optional<Long> timeoutNanos) {
        long now = meter.currentTimeNanos();
        Instant fullAt = instant(now + state.calculateFullRefillingTime(now));
        return before == null
            ? table.add(name, after, fullAt)
            : table.replace(name, before, after, fullAt);
      }
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  @Override
  public void removeProxy(String name) {
    table.remove(name);
  }

  @Override
  protected CompletableFuture<Void> removeAsync(String name) {
    throw inBackground();
  }

  @Override
  protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String name) {
    throw inBackground();
  }

  private static RuntimeException inBackground() {
    return new UnsupportedOperationException("Buckets are never requested asynchronously");
  }

  @Override
  public boolean isAsyncModeSupported() {
    return false;
  }
}
