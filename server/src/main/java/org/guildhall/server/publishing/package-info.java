/** How terms come into force, whoever asks for it. */
@NullMarked
package org.guildhall.server.publishing;

import org.jspecify.annotations.NullMarked;
