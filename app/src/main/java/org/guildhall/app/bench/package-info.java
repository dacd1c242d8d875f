/** Load for a data directory, and what it took. */
@NullMarked
package org.guildhall.app.bench;

import org.jspecify.annotations.NullMarked;
