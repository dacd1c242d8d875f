/** A programme's terms as the engine runs them: names resolved to permanent numbers, expressions compiled. */
@NullMarked
package org.guildhall.core.terms;

import org.jspecify.annotations.NullMarked;
