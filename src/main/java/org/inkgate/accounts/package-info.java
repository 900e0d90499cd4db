/**
 * Accounts: registering, logging in, changing and recovering a password, profiles, administration.
 */
package org.inkgate.accounts;
