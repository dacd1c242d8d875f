/** The demo: a year of an invented shop, run through its terms, and what came of it for people to read. */
@NullMarked
package org.guildhall.app.demo;

import org.jspecify.annotations.NullMarked;
