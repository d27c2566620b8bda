package dev.tallyman.rules;

import java.util.Map;

/**
 * The roles of some people, folder by folder: the deepest folder that holds a file decides.
 *
 * @param roles by {@link Reach#raw raw} folder with a final {@code /}; empty for the whole intake
 */
record FolderRoles(Map<String, Role> roles) {
    /** None anywhere. */
    public static final FolderRoles NONE = new FolderRoles(Map.of());

    public FolderRoles {
        roles = Map.copyOf(roles);
    }

    /** The role at a raw path; a folder's has a final slash. */
    Role at(String path) {
        for (int end = path.lastIndexOf('/') + 1; end > 0; end = path.lastIndexOf('/', end - 2) + 1) {
            Role role = roles.get(path.substring(0, end));
            if (role != null) {
                return role;
            }
        }
        return roles.getOrDefault("", Role.NONE);
    }
}
