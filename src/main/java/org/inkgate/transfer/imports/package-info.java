/** What imports share: records of another program, and how they are stored. */
package org.inkgate.transfer.imports;
