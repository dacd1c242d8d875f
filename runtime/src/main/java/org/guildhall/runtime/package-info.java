/**
 * The contracts between the application, the partition loop and what keeps entries and entities: {@link
 * org.guildhall.runtime.Runtime} above, {@link org.guildhall.runtime.Storage} below.
 */
@NullMarked
package org.guildhall.runtime;

import org.jspecify.annotations.NullMarked;
