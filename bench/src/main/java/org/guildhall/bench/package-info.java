/** What single decisions cost, and the whole job beside PostgreSQL. */
@NullMarked
package org.guildhall.bench;

import org.jspecify.annotations.NullMarked;
