/** The RealWorld (Conduit) API, told in the words of its specification, over the same services. */
package org.inkgate.conduit;
