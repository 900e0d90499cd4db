/** Mail: handing it to an SMTP server. */
package org.inkgate.mail;
