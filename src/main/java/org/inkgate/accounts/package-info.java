/** Users, their passwords and sessions: registering, logging in, staying in, logging out. */
package org.inkgate.accounts;
