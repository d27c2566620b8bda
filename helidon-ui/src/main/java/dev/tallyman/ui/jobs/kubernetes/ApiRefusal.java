package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What the API server says when it answers and does not do what it is asked to. */
record ApiRefusal(int code, String message) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** The refusal that is the reason for this; empty when it did not answer at all. */
    static Optional<ApiRefusal> of(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException said && said.getCode() > 0) {
                return Optional.of(new ApiRefusal(said.getCode(), message(said)));
            }
        }
        return Optional.empty();
    }

    private static String message(KubernetesClientException said) {
        return said.getStatus() == null || said.getStatus().getMessage() == null
                ? String.valueOf(said.getMessage())
                : said.getStatus().getMessage();
    }

    /** True when the account of the web server may not do this. */
    boolean isOfRights() {
        // A quota and an admission policy answer 403 too.
        return code == UNAUTHORIZED || (code == FORBIDDEN && message.contains(" cannot "));
    }

    /** In words for people, with the cure. */
    String words() {
        if (isOfRights()) {
            return "Kubernetes does not let the web server see or do this: "
                    + message
                    + ". Its Role is in access.yaml under gitops/: the administrator of the cluster"
                    + " applies it.";
        }
        return switch (code) {
            case FORBIDDEN ->
                message.contains("exceeded quota")
                        ? "The quota of the namespace is reached: "
                                + message
                                + ". Wait until old Jobs are gone, or ask for more."
                        : "Kubernetes refuses it (admission): " + message;
            case NOT_FOUND -> "It is not there any more: " + message;
            default -> "Kubernetes answers " + code + ": " + message;
        };
    }

    /** Said while what must be seen is refused. */
    Waiting whileBlind() {
        return isOfRights()
                ? new Waiting(
                        "rights missing",
                        "A right in Kubernetes is missing, so what runs there cannot be seen. " + words())
                : new Waiting(
                        "cluster refuses", "The Kubernetes API answers and does not show what runs there. " + words());
    }
}
