package dev.tallyman.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeProofTest {
    private static final List<String> CONTAINER = List.of(
            "2001 1990 0:310 / / rw,relatime - overlay overlay rw",
            "2002 2001 0:313 / /proc rw - proc proc rw",
            "2010 2001 8:1 /var/pvc-1 /data rw,relatime - ext4 /dev/sda1 rw",
            "2011 2001 8:1 /x /with\\040space rw - ext4 /dev/sda1 rw");

    @ParameterizedTest
    @CsvSource({
        "/data,true", "/data/intake,true", "/with space,true",
        "/,false", "/database,false", "/srv/data,false"
    })
    void onlyWhatIsMountedOutlivesTheContainer(String folder, boolean mounted) {
        assertEquals(mounted, VolumeProof.isMounted(Path.of(folder), CONTAINER));
    }
}
