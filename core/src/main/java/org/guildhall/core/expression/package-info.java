/** Rules in CEL, checked against the declared fields and compiled to closures over exact numbers. */
@NullMarked
package org.guildhall.core.expression;

import org.jspecify.annotations.NullMarked;
