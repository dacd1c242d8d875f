package org.guildhall.server.pages;

import java.util.List;
import java.util.function.Function;
import org.guildhall.core.entity.EntityName;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.GiftView;
import org.jspecify.annotations.Nullable;

/** What a member gave to others, and what came of it, in a sentence each. */
final class Given {
    private Given() {}

    /** The newest first. @param called by what another member is called, null for nothing */
    static List<String> lines(MemberView view, Reading reading, Function<EntityName, @Nullable String> called) {
        return view.gifts()
                .reversed()
                .stream()
                .map(gift -> line(gift, reading, called.apply(gift.receiver())))
                .toList();
    }

    private static String line(GiftView gift, Reading reading, @Nullable String to) {
        Words words = reading.words();
        String named = reading.names().plan(gift.plan());
        String plan = to == null ? named : words.say("gift.to", named, to);
        String amount = reading.statement().money(gift.amount());
        return gift.state().equals("awaited")
                ? words.say("gift.awaited", plan, amount,
                        words.moment(gift.until(), reading.terms().calendar().zone()))
                : words.say("gift." + gift.state(), plan, amount, reading.statement().refusal(gift.reason()));
    }
}
