/** The programme language: from a file to {@link org.guildhall.core.terms.Terms}, or to everything that is wrong in it. */
@NullMarked
package org.guildhall.core.language;

import org.jspecify.annotations.NullMarked;
