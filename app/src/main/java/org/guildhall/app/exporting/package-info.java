/** Members on their way out, as tables and as JSON. */
@NullMarked
package org.guildhall.app.exporting;

import org.jspecify.annotations.NullMarked;
