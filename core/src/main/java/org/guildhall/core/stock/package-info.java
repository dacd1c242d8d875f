/** Stocks: pieces and codes of which there are so many, each given once, by one owner who can't give more. */
@NullMarked
package org.guildhall.core.stock;

import org.jspecify.annotations.NullMarked;
