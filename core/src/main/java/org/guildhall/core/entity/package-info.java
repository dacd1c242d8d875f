/** What every kind of entity shares: names, commands, outcomes, messages, the entry in the journal. */
@NullMarked
package org.guildhall.core.entity;

import org.jspecify.annotations.NullMarked;
