package dev.tallyman.rules;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may do what here.
 *
 * @param everyone the roles of everybody, those who have not signed in too
 * @param signedIn the roles of everybody who has signed in
 * @param groups more for those in a group
 * @param contact whom to ask for more; empty where the rules do not say
 */
public record Access(FolderRoles everyone, FolderRoles signedIn, Map<String, FolderRoles> groups, String contact) {
    public Access {
        groups = Map.copyOf(groups);
    }

    /** What somebody in these groups may do. */
    public Reach reach(Collection<String> memberships) {
        return new Reach(Stream.concat(
                        Stream.of(everyone, signedIn),
                        memberships.stream().map(groups::get).filter(Objects::nonNull))
                .toList());
    }

    /** What people may do who have not signed in. */
    public Reach strangers() {
        return new Reach(Stream.of(everyone).toList());
    }

    /** What whoever writes these rules may not have meant. */
    public Optional<String> warning() {
        Reach most = reach(groups.keySet());
        if (most.most() == Role.NONE) {
            return Optional.of("warning: these rules lock everybody out: nobody has a role anywhere. Give one under"
                    + " access:, or whoever is at the volume's machine must start serve --break-glass.");
        }
        return most.least() == Role.ADMIN
                ? Optional.empty()
                : Optional.of(
                        "warning: nobody is admin of the whole intake, so nobody can empty the trash or revoke the"
                                + " tokens of others. Give a group {\"/\": admin}, unless that is meant.");
    }
}
