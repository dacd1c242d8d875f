/** What can be asked under {@code /v1}. */
@NullMarked
package org.guildhall.server.api;

import org.jspecify.annotations.NullMarked;
