/** Commands that reach the process that has a data directory open, through a socket in it. */
@NullMarked
package org.guildhall.app.socket;

import org.jspecify.annotations.NullMarked;
