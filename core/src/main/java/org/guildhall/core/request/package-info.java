/** From what somebody asks of a member, in the words of the language, to a {@link org.guildhall.core.member.MemberCommand}. */
@NullMarked
package org.guildhall.core.request;

import org.jspecify.annotations.NullMarked;
