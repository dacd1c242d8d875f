package org.guildhall.server.shown;

import java.util.List;
import org.guildhall.core.member.MemberView;

/** A member as exported. @param references all names by which the outside knows the member */
public record ExportedMember(List<String> references, MemberView view) {}
