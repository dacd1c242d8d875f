package org.guildhall.server.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.member.EntryView.Work;
import org.jspecify.annotations.Nullable;

/**
 * How work over two members ended that an entry began.
 *
 * @param version of the entry that ended it
 */
record Ending(long version, Work.Ended how) {
    /**
     * How a command stands at present.
     *
     * @param endings by number, those that came after it
     */
    static Map<String, @Nullable Object> state(EntryView entry, Map<Long, Ending> endings) {
        Ending ending = entry.work() instanceof Work.Begun begun ? endings.get(begun.number()) : null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", word(entry, ending));
        json.put("reason", ending == null || ending.how.done() ? null : ending.how.reason());
        json.put("ended", ending == null ? null : ending.version);
        return json;
    }

    private static String word(EntryView entry, @Nullable Ending ending) {
        if (entry.refusal() != null) {
            return "refused";
        }
        if (ending != null) {
            return ending.how.done() ? "done" : "undone";
        }
        return entry.work() instanceof Work.Begun ? "begun" : "done";
    }
}
