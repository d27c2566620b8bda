/** The words of PDFs, page by page: {@link dev.tallyman.description.pdf.PageWords}. PDFBox does the rest. */
@NullMarked
package dev.tallyman.description.pdf;

import org.jspecify.annotations.NullMarked;
