/** What is decided, for those who follow it. */
@NullMarked
package org.guildhall.server.feed;

import org.jspecify.annotations.NullMarked;
