/** Exact numbers: minor units, declared scales, rounding by name, shares by largest remainder. */
@NullMarked
package org.guildhall.core.number;

import org.jspecify.annotations.NullMarked;
