/** What a programme's totals were at the ends of months. */
@NullMarked
package org.guildhall.server.figures;

import org.jspecify.annotations.NullMarked;
