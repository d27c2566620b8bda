package dev.tallyman.ui.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What was found right lately, so that a script does not pay for bcrypt with every request. It keeps
 * codes under a key of this process, never a password; another hash in the file makes them void.
 */
final class Verified {
    private static final int MOST = 1_000;

    private final SecretKeySpec key;
    private final Map<String, String> codes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    Verified() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    boolean holds(String name, String password, String hash) {
        String code = code(name, password, hash);
        synchronized (codes) {
            return codes.containsKey(code);
        }
    }

    void keep(String name, String password, String hash) {
        String code = code(name, password, hash);
        synchronized (codes) {
            codes.put(code, name);
        }
    }

    private String code(String name, String password, String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((hash + "\n" + name + "\n" + password).getBytes(StandardCharsets.UTF_8));
            return new String(mac.doFinal(), StandardCharsets.ISO_8859_1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
