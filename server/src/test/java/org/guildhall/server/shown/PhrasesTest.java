package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.core.entity.Refusals;
import org.guildhall.core.member.Account;
import org.guildhall.core.member.MemberCommand;
import org.guildhall.core.member.MemberRefusal;
import org.guildhall.core.stock.BudgetCommand;
import org.guildhall.core.stock.StockCommand;
import org.guildhall.core.stock.StockRefusal;
import org.guildhall.server.http.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both languages say the same. */
class PhrasesTest {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

    @ParameterizedTest
    @ValueSource(strings = {"words", "refusals", "outlook", "differences"})
    void bothLanguagesHaveThePhrasesOfTheOtherWithTheSameFacts(String bundle) {
        assertThat(places(bundle, Locale.CHINESE)).isEqualTo(places(bundle, Locale.ENGLISH));
    }

    @Test
    void everyRefusalHasAPhraseOfItsOwnFacts() {
        Map<String, Set<String>> places = places("refusals", Locale.ENGLISH);
        for (Class<?> refusal : Stream.of(MemberRefusal.class, StockRefusal.class)
                .flatMap(all -> Stream.of(all.getPermittedSubclasses()))
                .toList()) {
            Set<String> facts = Stream.of(refusal.getRecordComponents())
                    .map(one -> one.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(places).containsKey(Refusals.code(refusal));
            assertThat(facts).as(Refusals.code(refusal)).containsAll(places.get(Refusals.code(refusal)));
        }
    }

    @Test
    void everyCommandAndAccountHasAWord() {
        Set<String> words = places("words", Locale.ENGLISH).keySet();
        List<String> commands = Stream.of(MemberCommand.class, StockCommand.class, BudgetCommand.class)
                .flatMap(all -> Stream.of(all.getPermittedSubclasses()))
                .map(one -> "heading."
                        + one.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT))
                .toList();
        assertThat(words).containsAll(commands)
                .containsAll(Stream.of(Account.values()).map(one -> "account." + one.word()).toList());
    }

    @Test
    void whatStandsInBracketsIsLeftOutWithoutItsFacts() {
        Phrases phrases = Phrases.in("words", Locale.ENGLISH);

        assertThat(phrases.of("status", Map.of("status", "frozen", "reason", "fraud [1]")::get))
                .isEqualTo("frozen: fraud [1]");
        assertThat(phrases.of("status", Map.of("status", "frozen")::get)).isEqualTo("frozen");
    }

    /** The facts of each phrase. */
    private static Map<String, Set<String>> places(String name, Locale language) {
        ResourceBundle bundle = Languages.bundle("org.guildhall.server.shown." + name, language);
        return bundle.keySet()
                .stream()
                .collect(Collectors.toMap(key -> key, key -> PLACE.matcher(bundle.getString(key))
                        .results()
                        .map((MatchResult place) -> place.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }
}
