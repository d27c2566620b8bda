package dev.tallyman.volume.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * RunRegister each test in a thread that may not call openat2, as the containers of an older runtime may
 * not: with a real filter of the kernel, seccomp(2).
 */
final class OldContainer implements InvocationInterceptor {
    private static final int NO_NEW_PRIVILEGES = 38;
    private static final int SECCOMP = 22;
    private static final int FILTER = 2;
    private static final int REFUSE_WITH_EPERM = 0x50000 | SystemCalls.EPERM;
    private static final int ALLOW = 0x7fff0000;

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        var failed = new AtomicReference<@Nullable Throwable>();
        Runnable filtered = () -> {
            try {
                refuse(437);
                test.proceed();
            } catch (Throwable e) {
                failed.set(e);
            }
        };
        Thread.ofPlatform().start(filtered).join();
        Throwable reason = failed.get();
        if (reason != null) {
            throw reason;
        }
    }

    @SuppressWarnings("restricted") // surefire is started with --enable-native-access
    private static void refuse(int call) {
        Linker linker = Linker.nativeLinker();
        MethodHandle prctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        try (Arena arena = Arena.ofConfined()) {
            // Load the call's number; if it is this one refuse, else allow.
            int[][] program = {
                {0x20, 0, 0, 0},
                {0x15, 0, 1, call},
                {0x06, 0, 0, REFUSE_WITH_EPERM},
                {0x06, 0, 0, ALLOW},
            };
            MemorySegment filter = arena.allocate(8L * program.length, 8);
            for (int n = 0; n < program.length; n++) {
                filter.set(ValueLayout.JAVA_SHORT, 8L * n, (short) program[n][0]);
                filter.set(ValueLayout.JAVA_BYTE, 8L * n + 2, (byte) program[n][1]);
                filter.set(ValueLayout.JAVA_BYTE, 8L * n + 3, (byte) program[n][2]);
                filter.set(ValueLayout.JAVA_INT, 8L * n + 4, program[n][3]);
            }
            MemorySegment all = arena.allocate(16, 8);
            all.set(ValueLayout.JAVA_SHORT, 0, (short) program.length);
            all.set(ValueLayout.ADDRESS, 8, filter);
            int sealed = (int) prctl.invokeExact(NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L);
            int refused = (int) prctl.invokeExact(SECCOMP, (long) FILTER, all.address(), 0L, 0L);
            if (sealed != 0 || refused != 0) {
                throw new IllegalStateException("no filter can be set here");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
