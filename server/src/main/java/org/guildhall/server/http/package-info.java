/** Requests and replies, before anybody knows what a member is. */
@NullMarked
package org.guildhall.server.http;

import org.jspecify.annotations.NullMarked;
