/**
 * Workarounds for Payara's HTTP server, Grizzly, and what each waits for.
 *
 * <ul>
 *   <li>{@code UndecodablePaths}: a wrong escape in a path ends in an exception, payara/Payara#8000
 *   <li>{@code IgnoredUpgrades}: a body is not read after "Upgrade: h2c",
 *       eclipse-ee4j/glassfish-grizzly#1972
 *   <li>{@code JarLookups}: jars are closed while they are in use, payara/Payara#5001
 *   <li>{@code BufferedBodies}, {@code LongBodies}: Grizzly has a thread wait for a body. That is
 *       how it is made, and no report asks for another way.
 * </ul>
 */
package org.inkgate.http.payara;
