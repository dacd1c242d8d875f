package org.guildhall.app.socket;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line, and the folder in which it was typed.
 *
 * <p>As bytes: {@link #VERSION} (4), the folder, the number of words (4), the words; texts as {@link DataOutputStream#writeUTF}
 * has them. The answer is a sequence of frames: {@link #BEGUN} once the request is read, then {@link #OUT} or {@link #ERR} and a
 * text, at last {@link #EXIT} and a code (4).
 */
public record Request(Path folder, List<String> words) {
    static final int VERSION = 0x47480001;
    static final int BEGUN = 0;
    static final int OUT = 1;
    static final int ERR = 2;
    static final int EXIT = 3;

    private static final int MOST_WORDS = 10_000;

    void write(DataOutputStream out) throws IOException {
        out.writeInt(VERSION);
        out.writeUTF(folder.toString());
        out.writeInt(words.size());
        for (String word : words) {
            out.writeUTF(word);
        }
        out.flush();
    }

    static Request read(DataInputStream in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("expected a request of version " + VERSION + ", but found " + version);
        }
        Path folder = Path.of(in.readUTF());
        int count = in.readInt();
        if (count < 0 || count > MOST_WORDS) {
            throw new IOException("expected at most " + MOST_WORDS + " words, but found " + count);
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(in.readUTF());
        }
        return new Request(folder, words);
    }
}
