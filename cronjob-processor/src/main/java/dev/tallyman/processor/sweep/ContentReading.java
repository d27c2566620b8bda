package dev.tallyman.processor.sweep;

import dev.tallyman.description.Describer;
import dev.tallyman.description.Thumbnailer;
import dev.tallyman.file.Description;
import dev.tallyman.file.PictureSize;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.Content;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramLog;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Thumbnails;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Reads what is in one file. Whatever the file does to its reader leaves its verdict alone. */
record ContentReading(Volume volume, Describer describer, Rules.Describe limits, ProgramLog log) {
    private static final Object UPRIGHT = 1L;

    DescriptionOutcome.Outcome read(DescriptionClaim claim) {
        try (OpenFile file = volume.open(claim.path());
                FileChannel channel = file.channel()) {
            if (!file.facts().equals(claim.facts())) {
                return new DescriptionOutcome.Gone();
            }
            Content content = Content.of(channel);
            Description found = describer.describe(claim.path().name(), content, claim.mime());
            String text = found.text();
            return new DescriptionOutcome.Found(
                    found.withoutText(),
                    text == null ? null : PreparedText.of(text, found.charset()),
                    limits.thumbnails() && picture(claim, content, found));
        } catch (NoSuchFileException | NotDirectoryException | NotAFileException e) {
            return new DescriptionOutcome.Gone();
        } catch (ClosedByInterruptException e) {
            return new DescriptionOutcome.Failed("Reading it was broken off.");
        } catch (IOException e) {
            return new DescriptionOutcome.Failed("It cannot be read: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            return new DescriptionOutcome.Failed("Reading what is in it takes more memory than this program has ("
                    + Words.size(Runtime.getRuntime().maxMemory()) + ").");
        } catch (StackOverflowError e) {
            return new DescriptionOutcome.Failed("It is nested too deeply to be read.");
        } catch (IntakeException.Full e) {
            return new DescriptionOutcome.Full("The volume is full. Free space, then try again.");
        } catch (RuntimeException | LinkageError e) {
            log.fault(
                    Thread.currentThread().getName(),
                    claim.path().text() + ": a fault in this program, please report it:",
                    e);
            return new DescriptionOutcome.Failed("This program failed on it: " + e + ". The log has the stack trace.");
        }
    }

    // A picture that cannot be made small is none; only a full volume is told, by the one who records.
    private boolean picture(DescriptionClaim claim, Content content, Description found) throws IOException {
        String sha256 = claim.sha256();
        if (sha256 == null
                || !Thumbnailer.reads(claim.mime())
                || found.dangers().contains(Risk.ENCRYPTED)) {
            return false;
        }
        var store = new Thumbnails(volume);
        if (store.find(sha256, PictureSize.ROW).isPresent()) {
            return true;
        }
        try {
            Object orientation = found.metadata().getOrDefault("tiff:Orientation", UPRIGHT);
            return new Thumbnailer(limits)
                    .make(
                            content,
                            claim.mime(),
                            orientation instanceof Long number ? number.intValue() : 1,
                            (size, jpeg) -> store.put(sha256, size, jpeg));
        } catch (IOException e) {
            IntakeException failed = IntakeException.of(e, "The volume is full. Free space, then try again.", "no");
            if (failed instanceof IntakeException.Full) {
                throw failed;
            }
            return false;
        } catch (IntakeException.Full e) {
            throw e;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
