/**
 * Search: {@code index/search.db} beside the index, which can be deleted and is made again.
 *
 * <p>Start with {@link dev.tallyman.index.search.NameIndex}, which keeps it and finds candidates in it;
 * {@link dev.tallyman.index.search.SearchFile} is the file, for what else is searched. It never
 * decides alone what is found: the index is asked about every candidate.
 */
@NullMarked
package dev.tallyman.index.search;

import org.jspecify.annotations.NullMarked;
