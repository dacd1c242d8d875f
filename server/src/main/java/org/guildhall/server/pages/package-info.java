/** The console and the member centre: plain views of what is there, and the pages made of them. */
@NullMarked
package org.guildhall.server.pages;

import org.jspecify.annotations.NullMarked;
