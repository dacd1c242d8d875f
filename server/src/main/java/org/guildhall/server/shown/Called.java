package org.guildhall.server.shown;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.entity.EntityName;

/** Members by what their reader calls them, where a text names them by the engine's own keys. @param by of each member */
public record Called(Function<EntityName, String> by) {
    /** As the engine does, which operators may read. */
    public static final Called BY_KEY = new Called(EntityName::toString);

    private static final Pattern MEMBER = Pattern.compile("member/[0-9a-f]{8}/[0-9a-f]{16}");

    /** A text with each member in it called so. */
    public String in(String text) {
        return MEMBER.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(by.apply(EntityName.parse(name.group()))));
    }

    /** Whether a text names a member by a key. */
    static boolean hasKey(Object fact) {
        return fact instanceof String text && MEMBER.matcher(text).find();
    }
}
