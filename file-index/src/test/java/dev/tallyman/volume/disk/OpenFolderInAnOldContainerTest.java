package dev.tallyman.volume.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same where openat2 is refused. */
@ExtendWith(OldContainer.class)
class OpenFolderInAnOldContainerTest extends OpenFolderTest {
    @Test
    void thereIsReallyNoOpenat2() {
        byte[] name = {'a'};

        assertEquals(-SystemCalls.EPERM, SystemCalls.openInside(0, name, SystemCalls.READ, false));
    }
}
