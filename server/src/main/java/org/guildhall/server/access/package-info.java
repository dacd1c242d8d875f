/** Who asks, and what they may. */
@NullMarked
package org.guildhall.server.access;

import org.jspecify.annotations.NullMarked;
