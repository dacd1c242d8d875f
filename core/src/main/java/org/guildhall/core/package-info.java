/** The rules of membership programmes: values in, values out. */
@NullMarked
package org.guildhall.core;

import org.jspecify.annotations.NullMarked;
