package dev.tallyman.ui.http.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that this server answers to. A page of another site can point a name of its own at this
 * server's address and is then same-origin with it; that name in the Host header gives it away.
 * Names of the loopback address are always known: no other site can have one.
 *
 * @param open whether every name is answered, because nobody said which
 */
public record AllowedHosts(boolean open, Set<String> allowed) {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|[\\w.-]+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])");
    private static final Pattern NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*|\\[(?=(.*:){2})[0-9a-f:.]+]");

    /**
     * The names that were given.
     *
     * @param bind the address to listen on
     * @param allowed names, without a port
     * @throws NoHost one of them is none
     */
    public static AllowedHosts of(String bind, List<String> allowed) {
        Set<String> names = allowed.stream().map(AllowedHosts::name).collect(Collectors.toSet());
        return new AllowedHosts(names.isEmpty() && !isLoopback(bind), Set.copyOf(names));
    }

    private static String name(String given) {
        String name = plain(given.strip());
        String bracketed = name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
        if (!NAME.matcher(bracketed).matches()) {
            throw new NoHost(
                    "“" + given + "” is no host; give a name such as files.example.org or an address, without a port.");
        }
        return bracketed;
    }

    /** What was given as a host is none. */
    public static final class NoHost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoHost(String message) {
            super(message);
        }
    }

    /** True for a Host header that means this server, whatever port it says. */
    boolean knows(String header) {
        String host = plain(header.replaceFirst(":\\d*$", ""));
        return open || allowed.contains(host) || LOOPBACK.matcher(host).matches();
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** What is wrong with answering to every name. */
    public Optional<String> trouble() {
        return open
                ? Optional.of(
                        "Every name leads here. A page of another site can point a name of its own at this server and act as its users: say with --allowed-host or TALLYMAN_ALLOWED_HOST under which names it is opened.")
                : Optional.empty();
    }

    /** True for an address that only this machine reaches. */
    public static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
