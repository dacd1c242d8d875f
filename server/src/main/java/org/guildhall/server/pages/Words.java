package org.guildhall.server.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.core.terms.Texts;
import org.guildhall.core.time.Period;
import org.guildhall.server.http.Languages;
import org.guildhall.server.shown.Spacing;
import org.guildhall.server.shown.Statement;

/** What pages say, in one language: texts of {@code words.properties}, figures and dates. */
record Words(Locale language) {
    static final String BUNDLE = "org.guildhall.server.pages.words";
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    /** A text, with {@code {0}}, {@code {1}} … replaced. */
    String say(String key, Object... parts) {
        String phrase = Languages.bundle(BUNDLE, language).getString(key);
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(phrase);
        int end = 0;
        for (; place.find(); end = place.end()) {
            Spacing.append(text, phrase.substring(end, place.start()));
            Spacing.append(text, parts[Integer.parseInt(place.group(1))].toString());
        }
        Spacing.append(text, phrase.substring(end));
        return text.toString();
    }

    /** As {@link #say}, in the singular where the language has one. */
    String count(String key, long count) {
        return say(count == 1 && !isChinese() ? key + ".one" : key, number(count));
    }

    /** What stands between two sentences. */
    String gap() {
        return isChinese() ? "" : " ";
    }

    boolean isChinese() {
        return language.getLanguage().equals("zh");
    }

    String of(Texts texts) {
        return isChinese() ? texts.zh() : texts.en();
    }

    String number(long number) {
        return Statement.amount(number, 0);
    }

    String day(LocalDate day) {
        return day.format(format("uuuu年M月d日", "d MMM uuuu"));
    }

    String day(long moment, ZoneId zone) {
        return moment == Long.MAX_VALUE ? say("never") : day(LocalDate.ofInstant(Instant.ofEpochMilli(moment), zone));
    }

    /** A day with its time. */
    String moment(long moment, ZoneId zone) {
        return moment == Long.MAX_VALUE ? say("never")
                : Instant.ofEpochMilli(moment).atZone(zone).format(format("uuuu年M月d日 HH:mm", "d MMM uuuu, HH:mm"));
    }

    String month(YearMonth month) {
        return month.format(format("uuuu年M月", "MMM uuuu"));
    }

    String period(Period period) {
        String unit = period.unit().word();
        return say("period." + (period.amount() == 1 && !isChinese() ? unit + ".one" : unit), period.amount());
    }

    private DateTimeFormatter format(String chinese, String english) {
        return DateTimeFormatter.ofPattern(isChinese() ? chinese : english, language);
    }
}
