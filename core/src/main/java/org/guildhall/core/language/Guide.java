package org.guildhall.core.language;

import java.util.LinkedHashSet;
import java.util.Set;
import org.guildhall.core.expression.Functions;

/** The reference of the language in Markdown, made from the table of its keys. */
public final class Guide {
    private Guide() {}

    /** One table for each block, from the terms downwards and from an offer, and one of the functions. */
    public static String reference() {
        StringBuilder out = new StringBuilder();
        blocks().forEach(block -> table(block, out));
        functions(out);
        return out.toString();
    }

    private static void functions(StringBuilder out) {
        out.append("### The functions of expressions\n\n| as written | what it gives |\n|---|---|\n");
        for (Functions function : Functions.values()) {
            out.append("| `").append(cell(function.signature())).append("` | ");
            out.append(cell(function.summary())).append(" |\n");
        }
        out.append('\n');
    }

    /** All blocks of the terms and of an offer, each after the one that it first stands in. */
    static Set<Block> blocks() {
        Set<Block> blocks = new LinkedHashSet<>();
        add(Language.TERMS, blocks);
        add(OfferLanguage.OFFER_BLOCK, blocks);
        return blocks;
    }

    private static void add(Block block, Set<Block> blocks) {
        if (blocks.add(block)) {
            block.keys().forEach(key -> key.shape().blocks().forEach(next -> add(next, blocks)));
        }
    }

    private static void table(Block block, StringBuilder out) {
        String title = block.what();
        out.append("### ").append(Character.toUpperCase(title.charAt(0))).append(title.substring(1)).append("\n\n");
        out.append("| key | | what stands there | what it says |\n|---|---|---|---|\n");
        for (Key<?> key : block.keys()) {
            out.append("| `")
                    .append(key.name())
                    .append("` | ")
                    .append(key.isRequired() ? "required" : "")
                    .append(" | ")
                    .append(cell(key.shape().words()))
                    .append(" | ")
                    .append(cell(key.documentation()));
            if (key.isRequired()) {
                out.append(" Usual: `").append(cell(String.valueOf(key.usual()))).append("`.");
            }
            out.append(" |\n");
        }
        out.append('\n');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
