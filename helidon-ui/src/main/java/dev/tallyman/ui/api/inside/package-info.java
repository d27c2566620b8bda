/**
 * What describing found, in the API: members and small pictures. Start at {@link dev.tallyman.ui.api.inside.MembersApi};
 * the web routes register it. Nothing is parsed or decoded here: a sweep has done that.
 */
@NullMarked
package dev.tallyman.ui.api.inside;

import org.jspecify.annotations.NullMarked;
