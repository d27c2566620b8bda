/**
 * What people do to many files as one thing: how far it is, and which files it was, so that it can be undone.
 *
 * <p>Start with {@link dev.tallyman.index.bulk.BulkRegister}. The server does the work; nothing here touches a file.
 */
@NullMarked
package dev.tallyman.index.bulk;

import org.jspecify.annotations.NullMarked;
