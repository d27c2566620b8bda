/**
 * The web server as a program: commands, settings, and {@link dev.tallyman.ui.Server}, which wires
 * everything else by constructors.
 *
 * <p>Start with {@link dev.tallyman.ui.Main}. Nothing calls this package but the launcher and the
 * image. No request is answered here and no HTML or SQL is written here. An arrow between the
 * packages goes downwards only:
 *
 * <pre>
 * Main, ServeCommand, DemoCommand, Server
 *   html (files, file, runs, trash)   api   health      answer requests
 *     html.page, html.assets
 *       intake                                          what is known of files, for all of these
 *         jobs (kubernetes, local)                      starts, watches and stops the programs
 *           access                                      who sends a request
 *           http (listener, wire)                       what HTTP asks of every request
 *             http.budget                               how much may go on at once
 * </pre>
 */
@NullMarked
package dev.tallyman.ui;

import org.jspecify.annotations.NullMarked;
