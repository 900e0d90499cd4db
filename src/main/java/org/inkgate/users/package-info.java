/**
 * Users: who they are, what role they have, their passwords, and how many failures they may have.
 */
package org.inkgate.users;
