/** The member: its state, what can be asked of it, what it answers, and how it is decided. */
@NullMarked
package org.guildhall.core.member;

import org.jspecify.annotations.NullMarked;
