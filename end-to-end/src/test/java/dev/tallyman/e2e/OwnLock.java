package dev.tallyman.e2e;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A lock that no other class takes. What runs beside other classes passes that on to its methods, and JUnit keeps these
 * in one thread only where their class has a lock to write.
 */
public final class OwnLock implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return Set.of(new Lock(testClass.getName()));
    }
}
