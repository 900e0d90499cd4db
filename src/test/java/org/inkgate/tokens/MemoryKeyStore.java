package org.inkgate.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Stands for the database that several nodes share: one changes it at a time. */
final class MemoryKeyStore extends SigningKeyStore {

  private final List<SigningKey> keys = new ArrayList<>();

  @Override
  synchronized List<SigningKey> all() {
    return List.copyOf(keys);
  }

  @Override
  synchronized List<SigningKey> change(Consumer<List<SigningKey>> change) {
    change.accept(keys);
    return List.copyOf(keys);
  }
}
