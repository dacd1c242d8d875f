package org.guildhall.runtime.loop;

import org.guildhall.core.entity.Command;

/**
 * A message on its way between two shards. Immutable.
 *
 * @param sequence from 1, without gaps, for this pair of shards
 */
record Delivery(int source, int target, long sequence, Command command) {}
