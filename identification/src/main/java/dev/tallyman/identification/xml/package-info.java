/**
 * The first element of an XML text, found without parsing it: no entity is ever looked at, nothing
 * is loaded. Start at {@link dev.tallyman.identification.xml.XmlRoot}; {@code
 * dev.tallyman.identification} asks what the element means.
 */
@NullMarked
package dev.tallyman.identification.xml;

import org.jspecify.annotations.NullMarked;
