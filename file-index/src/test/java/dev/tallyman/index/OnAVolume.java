package dev.tallyman.index;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each have a volume and an index of their own. */
abstract class OnAVolume {
    @TempDir
    Path folder;

    TestVolume data;

    @BeforeEach
    void openVolume() {
        data = new TestVolume(folder);
    }

    @AfterEach
    void closeVolume() {
        data.close();
    }
}
