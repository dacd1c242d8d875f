/** The one binary form of states and journal entries, and the hashes stored in them. */
@NullMarked
package org.guildhall.core.codec;

import org.jspecify.annotations.NullMarked;
