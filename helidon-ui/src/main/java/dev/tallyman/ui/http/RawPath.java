package dev.tallyman.ui.http;

import dev.tallyman.volume.disk.FilePath;
import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.util.Optional;

/**
 * Matches everything that begins with a prefix as it stands in the request line, before anything is
 * decoded or normalised: a {@code ..} in it is for the handler to judge, and a {@code ;} is part of
 * the name.
 */
public record RawPath(String prefix, String parameter) implements PathMatcher {
    /**
     * A request line with the longest path, every byte of it percent-encoded, and room to spare.
     */
    public static final int LONGEST = 2 * 3 * FilePath.MAX_PATH;

    @Override
    public PathMatchers.MatchResult match(UriPath path) {
        return path.absolute().rawPath().startsWith(prefix)
                ? new PathMatchers.MatchResult(
                        true, PathMatchers.any().match(path).path())
                : PathMatchers.MatchResult.notAccepted();
    }

    @Override
    public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
        return PathMatchers.PrefixMatchResult.notAccepted();
    }

    @Override
    public Optional<String> matchingElement() {
        return Optional.of(prefix + "{+" + parameter + "}");
    }

    /** What follows the prefix, raw. */
    public String rest(UriPath path) {
        return path.absolute().rawPath().substring(prefix.length());
    }
}
