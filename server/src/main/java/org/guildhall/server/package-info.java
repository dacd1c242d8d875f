/** The edge: HTTP over a runtime, and who may ask what. */
@NullMarked
package org.guildhall.server;

import org.jspecify.annotations.NullMarked;
