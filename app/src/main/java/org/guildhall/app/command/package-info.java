/** The commands of {@code guildhall}. */
@NullMarked
package org.guildhall.app.command;

import org.jspecify.annotations.NullMarked;
