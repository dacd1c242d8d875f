/** What the server says of itself while it runs. */
@NullMarked
package org.guildhall.server.log;

import org.jspecify.annotations.NullMarked;
