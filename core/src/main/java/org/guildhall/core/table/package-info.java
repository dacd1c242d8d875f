/** The ordered table inside an entity: in its head while small, in pages of about 2 KiB when large. */
@NullMarked
package org.guildhall.core.table;

import org.jspecify.annotations.NullMarked;
