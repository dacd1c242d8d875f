/** Delimited text, read row by row: no row is lost, none is kept longer than asked for. */
@NullMarked
package org.guildhall.app.csv;

import org.jspecify.annotations.NullMarked;
