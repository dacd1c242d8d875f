/** What happened, as members' orders, payments, visits: typed fields and lines. */
@NullMarked
package org.guildhall.core.activity;

import org.jspecify.annotations.NullMarked;
