package dev.tallyman.ui.html.files;

import dev.tallyman.index.Index;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.intake.ListParameters;
import dev.tallyman.ui.intake.Selection;
import io.helidon.common.uri.UriQuery;

/** The form around the list: which files it is about. */
public final class PickedForm {
    private PickedForm() {}

    /** The files that were picked, or all that match where it says so. */
    public static Selection selection(Index index, FormFields form) {
        return form.get("all").isEmpty()
                ? new Selection.Picked(form.ids("id"))
                : Selection.Matching.of(index.catalog(), ListParameters.of(UriQuery.create(form.get("filter"))));
    }
}
