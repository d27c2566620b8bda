package dev.tallyman.ui.jobs;

/**
 * Why a file or a run is not done yet.
 *
 * @param reason two or three words: "image cannot be pulled"
 * @param detail the whole sentence, which names the thing and the cure
 * @param lasting true when waiting alone will not help
 */
public record Waiting(String reason, String detail, boolean lasting) {
    public Waiting(String reason, String detail) {
        this(reason, detail, false);
    }
}
