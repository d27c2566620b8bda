/**
 * The API: one class for each family of addresses under {@code /api/v1}, described by {@code
 * openapi.yaml}, and the folders of reports.
 *
 * <p>Start with {@link dev.tallyman.ui.api.FilesApi}. {@code Server} registers the classes; nothing
 * else calls them. What a page needs too belongs in {@code intake} or {@code jobs}, not here.
 */
@NullMarked
package dev.tallyman.ui.api;

import org.jspecify.annotations.NullMarked;
