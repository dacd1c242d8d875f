package org.guildhall.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.guildhall.core.language.OfferReader;
import org.guildhall.core.language.TermsReader;
import org.guildhall.core.terms.Catalogue;
import org.guildhall.core.terms.OfferCompiler.Compiled;
import org.guildhall.core.terms.Terms;
import org.junit.jupiter.api.Test;

/** What coupons of every kind are good for, in both languages. */
class CouponWordsTest {
    private static final Terms TERMS = TermsReader.published(
            read(Path.of("..", "examples", "willow-lane", "terms", "2025-01-01.yaml"))
                    + read(Path.of("src", "test", "resources", "org", "guildhall", "server", "plans.yaml")),
            null);
    private static final String REST = """
                usable: {for: 7 days}
                given: by-grant
                transfers: bound
                on-refund: given-back
                stock: unlimited
                funded-by: {shop: 100}
            """;

    @Test
    void everyKindIsToldByWhatItGivesAndAsksFor() {
        assertThat(english("off: 5")).isEqualTo("5.00 CNY off");
        assertThat(english("off: 50\n    from: 300")).isEqualTo("50.00 CNY off from 300.00 CNY on");
        assertThat(english("percent: {is: 12.5, most: unlimited}")).isEqualTo("12.5 % off");
        assertThat(english("percent: {is: 20, most: 30}\n    from: 100"))
                .isEqualTo("20 % off, 30.00 CNY at the most, from 100.00 CNY on");
        assertThat(english("ladder: [{from: 100, off: 10}, {from: 200, off: 30}]"))
                .isEqualTo("10.00 CNY off from 100.00 CNY on, 30.00 CNY off from 200.00 CNY on");
        assertThat(english("each: {full: 100, off: 10, most: 50}"))
                .isEqualTo("10.00 CNY off for each 100.00 CNY, 50.00 CNY at the most");
        assertThat(english("each: {full: 100, off: 10, most: unlimited}"))
                .isEqualTo("10.00 CNY off for each 100.00 CNY");
        assertThat(english("price: 9.90")).isEqualTo("9.90 CNY in all");
        assertThat(english("gift: {zh: 一个袋子, en: a bag}\n    cost: 2")).isEqualTo("a bag with the order");
        assertThat(english("service: {zh: 上门安装, en: installation at home}\n    cost: 20"))
                .isEqualTo("installation at home");
        assertThat(chinese("off: 50\n    from: 300")).isEqualTo("满 300.00 CNY 减 50.00 CNY");
        assertThat(chinese("percent: {is: 20, most: 30}\n    from: 100"))
                .isEqualTo("减 20%，最多减 30.00 CNY，满 100.00 CNY 可用");
        assertThat(chinese("each: {full: 100, off: 10, most: 50}"))
                .isEqualTo("每满 100.00 CNY 减 10.00 CNY，最多减 50.00 CNY");
        assertThat(chinese("gift: {zh: 一个袋子, en: a bag}\n    cost: 2")).isEqualTo("随单赠一个袋子");
    }

    @Test
    void whatItIsForIsToldToo() {
        String off = "off: 5\n    scope: {category: [drinks, fresh]}\n    first-order: yes\n"
                + "    hours: [{on: [saturday, sunday], from: 10:00, until: 24:00}]";
        assertThat(told(off, "alone", Locale.ENGLISH)).isEqualTo("5.00 CNY off, only category drinks / fresh,"
                + " first order only, Sat, Sun 10:00–24:00, not with other coupons");
        assertThat(told(off, "one-per-order", Locale.CHINESE))
                .isEqualTo("立减 5.00 CNY，限 category drinks / fresh，限首单，周六、周日 10:00–24:00，每单限一张");
    }

    @Test
    void howManyOneMemberCanHaveIsToldByTheirStretches() {
        Compiled read =
                compiled("off: 5\n    limit: [{times: 1, per: calendar day}, {times: 3, per: lifetime}]", "freely");
        assertThat(words(read, Locale.ENGLISH).limits(read.offer().coupons().getFirst()))
                .isEqualTo("1 coupon a calendar day, 3 coupons in all");
        assertThat(words(read, Locale.CHINESE).limits(read.offer().coupons().getFirst()))
                .isEqualTo("每自然日 1 张、总共 3 张");
    }

    private static String english(String coupon) {
        return told(coupon, "freely", Locale.ENGLISH);
    }

    private static String chinese(String coupon) {
        return told(coupon, "freely", Locale.CHINESE);
    }

    private static String told(String coupon, String stacks, Locale language) {
        Compiled read = compiled(coupon, stacks);
        return words(read, language).good(read.offer().coupons().getFirst());
    }

    private static CouponWords words(Compiled read, Locale language) {
        return new CouponWords(new Reading(TERMS, new Words(language)), read.symbols());
    }

    private static Compiled compiled(String coupon, String stacks) {
        String text = """
                programme: willow-lane
                offer: all-kinds
                names: {zh: 各种, en: All kinds}
                from: 2025-06-01
                until: 2025-07-01
                audience: member.joined
                coupons:
                  one:
                    names: {zh: 一张, en: One}
                    on: order
                    stacks: %s
                    %s
                """.formatted(stacks, coupon) + REST;
        return switch (OfferReader.read("offer.yaml", text, Catalogue.of(TERMS.from(), TERMS),
                Long.MIN_VALUE)) {
            case OfferReader.Result.Read read -> read.offer();
            case OfferReader.Result.Mistaken mistaken -> throw new AssertionError(List.of(mistaken.problems(), text));
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
