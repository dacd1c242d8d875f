package org.guildhall.server.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.core.terms.PersonalField.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {
    @ParameterizedTest
    @CsvSource({
        "PHONE, 13812345678,          138****5678",
        "PHONE, +86 138-1234-5678,    +86138****5678",
        "PHONE, 12345678,             ****5678",
        "PHONE, 1234567,              ****67",
        "PHONE, 110,                  ****10",
        "EMAIL, wang@example.com,     w***@example.com",
        "EMAIL, 王@example.com,       王***@example.com",
        "NAME,  王小明,               王*",
        "NAME,  Wang Xiaoming,        W*",
        "TEXT,  Suzhou,               ***"})
    void leavesWhatSomebodyRecognizesWhoKnowsIt(Kind kind, String value, String masked) {
        assertThat(Masks.of(kind, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "phone:+8613812345678,   phone:+86138****5678",
        "mobile:13812345678,     mobile:138****5678",
        "tel:051212345678,       tel:0512****5678",
        "tel:unknown,            tel:****",
        "email:wang@example.com, email:w***@example.com",
        "email:nobody,           email:***",
        "customer:13812345678,   customer:13812345678",
        "partner:email:x@y.z,    partner:email:x@y.z"})
    void masksReferencesThatAreContacts(String reference, String shown) {
        assertThat(Masks.reference(reference)).isEqualTo(shown);
        assertThat(Masks.isContact(reference)).isEqualTo(!reference.equals(shown));
    }

    @Test
    void namesSomebodyToAnotherMemberByAContactOrTheEndOfWhatOnlyTheShopKnows() {
        assertThat(Masks.nameToMembers(List.of("customer:17851", "phone:+8613812345678")))
                .isEqualTo("phone:+86138****5678");
        assertThat(Masks.nameToMembers(List.of("customer:17851"))).isEqualTo("customer:****51");
        assertThat(Masks.nameToMembers(List.of("customer:7"))).isEqualTo("customer:****");
        assertThat(Masks.nameToMembers(List.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"A7K2-9134, ****9134", "F-12, ****12", "F-1, ****1", "F, ****"})
    void leavesTheEndOfACode(String code, String shown) {
        assertThat(Masks.code(code)).isEqualTo(shown);
    }
}
