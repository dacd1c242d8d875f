/** Periods and the calendar of a programme's zone. */
@NullMarked
package org.guildhall.core.time;

import org.jspecify.annotations.NullMarked;
