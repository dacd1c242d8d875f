/** What a server keeps in its data directory. */
@NullMarked
package org.guildhall.app.serving;

import org.jspecify.annotations.NullMarked;
