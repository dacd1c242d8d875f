/** A seeded generator of a year of a shop: its customers, what they order, and everything that happens to it. */
@NullMarked
package org.guildhall.testkit.generator;

import org.jspecify.annotations.NullMarked;
