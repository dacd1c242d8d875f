package org.guildhall.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void chineseTakesTwoColumns() {
        assertThat(Layout.width("积分 ok")).isEqualTo(7);
        assertThat(Layout.left("积分", 6)).isEqualTo("积分  ");
        assertThat(Layout.right("积分", 6)).isEqualTo("  积分");
    }

    @Test
    void theEnvironmentSaysTheLanguage() {
        assertThat(Layout.chinese(Map.of("LANG", "zh_CN.UTF-8"))).isTrue();
        assertThat(Layout.chinese(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"))).isFalse();
    }
}
