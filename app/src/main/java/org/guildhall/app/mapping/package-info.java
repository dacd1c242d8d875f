/** Mappings: how the rows of somebody's file become activities of members. */
@NullMarked
package org.guildhall.app.mapping;

import org.jspecify.annotations.NullMarked;
