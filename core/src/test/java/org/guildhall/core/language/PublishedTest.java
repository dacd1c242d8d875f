package org.guildhall.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is published of the language is what the table of keys says. */
class PublishedTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String BEGIN = "<!-- reference: made from the table of keys -->\n";
    private static final String END = "<!-- end of reference -->\n";

    @Test
    void theSchemasAreMadeFromTheTables() throws IOException {
        Golden.assertSame(DOCS.resolve("programme.schema.json"), JsonSchema.ofTerms());
        Golden.assertSame(DOCS.resolve("offer.schema.json"), JsonSchema.ofOffer());
    }

    @Test
    void theReferenceInTheGuideIsMadeFromTheTable() throws IOException {
        Path guide = DOCS.resolve("language.md");
        String text = Files.readString(guide);
        int from = text.indexOf(BEGIN) + BEGIN.length();

        Golden.assertSame(guide,
                text.substring(0, from) + "\n" + Guide.reference() + text.substring(text.indexOf(END)));
    }

    @Test
    void everyUsualChoiceIsReadWhereItIsProposed() {
        List<String> refused = new ArrayList<>();
        for (Block block : Guide.blocks()) {
            for (Key<?> key : block.keys()) {
                if (key.isRequired() && key != Language.ACTIVITIES && key != OfferLanguage.COUPONS) {
                    usual(key, refused);
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    /** Names that a programme declares itself are declared here, so that the usual choices can refer to them. */
    private static void usual(Key<?> key, List<String> refused) {
        Problems problems = new Problems(key.name());
        String text = "activities: {order: {}, payment: {}, visit: {}, stay: {}, fulfilment: {}}\n"
                + "currencies: {points: {}}\nmembers: {scores: {activity-score: {}}}\nstocks: {film-codes: {}}\n"
                + "plans: {annual: {}, monthly: {}}\nbenefits: {video: {}, music: {}}\n"
                + "usual: " + key.usual()
                + "\n";
        Node.Block file = java.util.Objects.requireNonNull(NodeReader.read(text, problems));
        Reading reading = Reading.of(file, problems, org.guildhall.core.terms.Symbols.initial());
        key.shape().read(java.util.Objects.requireNonNull(file.get("usual")), reading);
        problems.all().forEach(problem -> refused.add(problem.toString()));
    }
}
