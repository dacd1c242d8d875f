/** The command line and everything that meets the outside world. */
@NullMarked
package org.guildhall.app;

import org.jspecify.annotations.NullMarked;
