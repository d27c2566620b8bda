package dev.tallyman.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what here.
 *
 * @param signedIn the role of everybody who has signed in; null for none
 * @param groups more for those in a group
 * @param contact whom to ask for more; empty where the rules do not say
 */
public record Access(@Nullable Role signedIn, Map<String, Role> groups, String contact) {
    public Access {
        groups = Map.copyOf(groups);
    }

    /** The highest of the roles of somebody in these groups. */
    public Optional<Role> role(Collection<String> memberships) {
        return Stream.concat(
                        Stream.ofNullable(signedIn),
                        memberships.stream().map(groups::get).flatMap(Stream::ofNullable))
                .max(Comparator.naturalOrder());
    }
}
