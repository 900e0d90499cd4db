package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.inkgate.http.RequestFailedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OneTransferTest {

  private final OneTransfer transfers = new OneTransfer();

  @Test
  @DisplayName("security 84: one backup, export or import at a time")
  void aSecondIsRefusedUntilTheFirstHasEnded() {
    OneTransfer.Turn first = transfers.begin();
    RequestFailedException refused = assertThrows(RequestFailedException.class, transfers::begin);
    assertEquals(409, refused.problem().status());
    assertEquals("10", refused.problem().headers().get("Retry-After"));
    first.close();
    OneTransfer.Turn second = transfers.begin();
    first.close();
    assertThrows(RequestFailedException.class, transfers::begin, "only its own turn ends");
    second.close();
    transfers.begin().close();
  }
}
