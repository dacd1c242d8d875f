/** How what the server says of itself is written. */
@NullMarked
package org.guildhall.app.logging;

import org.jspecify.annotations.NullMarked;
