/** Storage in memory, with crashes on demand, and a clock that moves when told: for tests, simulation and trying out. */
@NullMarked
package org.guildhall.runtime.memory;

import org.jspecify.annotations.NullMarked;
