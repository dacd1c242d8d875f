package org.guildhall.server.shown;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.guildhall.core.terms.PersonalField;
import org.jspecify.annotations.Nullable;

/** As much of contacts as tells somebody who knows them that they are right: {@code 138****5678}. */
public final class Masks {
    /** Namespaces of references that are contacts. */
    private static final Set<String> PHONES = Set.of("phone", "mobile", "tel");
    private static final String EMAILS = "email";
    private static final String HIDDEN = "***";
    /** What is left of a phone number at its end, and hidden before it. */
    private static final int PART = 4;

    private Masks() {}

    /** @param kind null for what is declared no longer */
    public static String of(PersonalField.@Nullable Kind kind, String value) {
        return switch (kind) {
            case NAME -> first(value) + "*";
            case PHONE -> phone(value);
            case EMAIL -> email(value);
            case TEXT -> HIDDEN;
            case null -> HIDDEN;
        };
    }

    /** A reference as replies have it: masked where it is itself a contact. */
    public static String reference(String reference) {
        int colon = reference.indexOf(':');
        String namespace = reference.substring(0, Math.max(0, colon));
        String rest = reference.substring(colon + 1);
        if (PHONES.contains(namespace)) {
            return namespace + ":" + phone(rest);
        }
        return namespace.equals(EMAILS) ? namespace + ":" + email(rest) : reference;
    }

    /** Whether a reference is a contact too. */
    public static boolean isContact(String reference) {
        String namespace = reference.substring(0, Math.max(0, reference.indexOf(':')));
        return PHONES.contains(namespace) || namespace.equals(EMAILS);
    }

    /** By which of their references somebody is named in replies; null for who has none. */
    public static @Nullable String name(List<String> references) {
        return references.stream().min(Comparator.comparing(Masks::isContact)).map(Masks::reference).orElse(null);
    }

    /**
     * By which somebody is named to another member, who may know how to reach them: rather by a contact, and of what only the
     * programme's own people know no more than its end. Null for who has none.
     */
    public static @Nullable String nameToMembers(List<String> references) {
        return references.stream()
                .min(Comparator.comparing(one -> !isContact(one)))
                .map(one -> isContact(one) ? reference(one) : ofNumber(one))
                .orElse(null);
    }

    private static String ofNumber(String reference) {
        int colon = reference.indexOf(':');
        return reference.substring(0, colon + 1) + code(reference.substring(colon + 1));
    }

    /** Of a code the end, by which who has it knows it: never more than half. */
    public static String code(String code) {
        return "*".repeat(PART) + code.substring(code.length() - Math.min(PART, code.length() / 2));
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }

    private static String phone(String value) {
        String digits = value.replaceAll("[^0-9]", "");
        int length = digits.length();
        if (length < 2 * PART) {
            return "*".repeat(PART) + digits.substring(Math.max(0, length - PART / 2));
        }
        return (value.startsWith("+") ? "+" : "") + digits.substring(0, length - 2 * PART) + "*".repeat(PART)
                + digits.substring(length - PART);
    }

    private static String email(String value) {
        int at = value.lastIndexOf('@');
        return at < 1 ? HIDDEN : first(value) + HIDDEN + value.substring(at);
    }
}
