/** Fakes and builders for tests against the core. */
@NullMarked
package org.guildhall.testkit;

import org.jspecify.annotations.NullMarked;
