/**
 * The whole engine in a seeded simulation: several partitions, crashes, lost answers, a clock that does as it likes, beside a
 * reference model. The model ({@code Naive…}) is written for plainness: it keeps everything, sums it up whenever it is asked, goes
 * through time day by day, and shares nothing with the engine but the compiled terms.
 */
@NullMarked
package org.guildhall.runtime.simulation;

import org.jspecify.annotations.NullMarked;
