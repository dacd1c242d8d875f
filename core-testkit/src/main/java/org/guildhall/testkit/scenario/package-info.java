/** Scenarios: given, when, then, in files that people write; how they are read, run and reported. */
@NullMarked
package org.guildhall.testkit.scenario;

import org.jspecify.annotations.NullMarked;
