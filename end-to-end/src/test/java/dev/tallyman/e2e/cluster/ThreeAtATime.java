package dev.tallyman.e2e.cluster;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How many classes the cluster bears at once. JUnit starts more than its parallelism where several had to wait for a
 * lock.
 */
final class ThreeAtATime implements BeforeAllCallback, AfterAllCallback {
    private static final Semaphore PLACES = new Semaphore(3);

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        PLACES.acquire();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        PLACES.release();
    }
}
