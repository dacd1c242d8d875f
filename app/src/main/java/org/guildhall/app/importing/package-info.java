/** Imports: a file's orders, put to members one by one, and the account of what became of every row. */
@NullMarked
package org.guildhall.app.importing;

import org.jspecify.annotations.NullMarked;
