package org.inkgate.transfer;

import org.inkgate.transfer.ReportLine.Reason;

/** Something about an imported item that is not as it was. */
record Note(Reason reason, String detail) {}
