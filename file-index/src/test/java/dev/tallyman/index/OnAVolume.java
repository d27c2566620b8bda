package dev.tallyman.index;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each have a volume and an index of their own. */
public abstract class OnAVolume {
    @TempDir
    public Path folder;

    public TestVolume data;

    @BeforeEach
    public void openVolume() {
        data = new TestVolume(folder);
    }

    @AfterEach
    public void closeVolume() {
        data.close();
    }
}
