/** Contracts between the core and whatever carries it. */
@NullMarked
package org.guildhall.runtime;

import org.jspecify.annotations.NullMarked;
