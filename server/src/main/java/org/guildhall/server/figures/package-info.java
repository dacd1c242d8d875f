/** What a programme comes to, over time. */
@NullMarked
package org.guildhall.server.figures;

import org.jspecify.annotations.NullMarked;
