/** What members have and did, as people and machines read it. */
@NullMarked
package org.guildhall.server.shown;

import org.jspecify.annotations.NullMarked;
