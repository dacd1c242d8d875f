/** What an entity remembers of the commands that it was asked, so that the same one twice is told and not done again. */
@NullMarked
package org.guildhall.core.remembered;

import org.jspecify.annotations.NullMarked;
