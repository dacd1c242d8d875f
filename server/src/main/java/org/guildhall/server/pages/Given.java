package org.guildhall.server.pages;

import java.util.List;
import org.guildhall.core.member.MemberView;
import org.guildhall.core.member.MemberView.GiftView;

/** What a member gave to others, and what came of it, in a sentence each. */
final class Given {
    private Given() {}

    /** The newest first. */
    static List<String> lines(MemberView view, Reading reading) {
        return view.gifts().reversed().stream().map(gift -> line(gift, reading)).toList();
    }

    private static String line(GiftView gift, Reading reading) {
        Words words = reading.words();
        String plan = reading.names().plan(gift.plan());
        String amount = reading.statement().money(gift.amount());
        return gift.state().equals("awaited")
                ? words.say("gift.awaited", plan, amount,
                        words.moment(gift.until(), reading.terms().calendar().zone()))
                : words.say("gift." + gift.state(), plan, amount, reading.statement().refusal(gift.reason()));
    }
}
