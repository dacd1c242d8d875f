package org.guildhall.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.guildhall.core.entity.Origin;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.member.EntryView;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

class TellingTest {
    private final Terms terms =
            ((TermsReader.Result.Read) TermsReader.read("terms", WillowLane.terms(), null)).terms();

    private List<String> told(boolean chinese, EntryView.Line... lines) {
        return new Telling(terms, new Layout(chinese, ZoneOffset.UTC))
                .of(new EntryView(1, "x", 0, 0, Origin.IMPORT, "spend", null, List.of(lines), null));
    }

    private static EntryView.Line posted(String from, String to, long amount) {
        return new EntryView.Line(0, "posted", Map.of("currency", "points", "from", from, "to", to, "amount", amount));
    }

    @Test
    void addsUpTheLotsOfASpendAlsoEqualOnes() {
        assertThat(told(false, posted("available", "spent", 72), posted("available", "spent", 72),
                posted("available", "expired", 5))).containsExactly("144 Points spent", "5 Points expired");
    }

    @Test
    void namesTheRuleInTheReadersLanguage() {
        EntryView.Line award = new EntryView.Line(0, "awarded",
                Map.of("currency", "points", "rule", "base", "amount", 1234L));

        assertThat(told(false, award)).containsExactly("+1,234 Points (Points for purchases)");
        assertThat(told(true, award)).containsExactly("+1,234 积分（消费积分）");
    }

    @Test
    void chineseTakesTwoColumns() {
        assertThat(Layout.width("积分 ok")).isEqualTo(7);
        assertThat(Layout.left("积分", 6)).isEqualTo("积分  ");
        assertThat(Layout.chinese(Map.of("LANG", "zh_CN.UTF-8"))).isTrue();
        assertThat(Layout.chinese(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"))).isFalse();
    }
}
