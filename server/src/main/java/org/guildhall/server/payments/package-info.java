/** Who moves money for payments that fall due. */
@NullMarked
package org.guildhall.server.payments;

import org.jspecify.annotations.NullMarked;
