/** The table of contents: which servlets answer, and which filters a request passes before. */
package org.inkgate.application;
