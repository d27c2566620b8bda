package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes many files, every one different. */
final class Trees {
    private static final int PER_FOLDER = 500;
    private static final List<String> KINDS = List.of(
            "txt:words ",
            "csv:a,b,c\n1,2,",
            "html:<!doctype html><title>",
            "xml:<?xml version=\"1.0\"?><a>",
            "json:{\"a\": ",
            "pdf:%PDF-1.4\n%",
            "png:\u0089PNG\r\n\u001a\n",
            "sh:#!/bin/sh\necho ");

    private Trees() {}

    static void plant(Path root, int count, int size) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var folders = new ArrayList<Future<?>>();
            for (int first = 0; first < count; first += PER_FOLDER) {
                int from = first;
                int to = Math.min(count, first + PER_FOLDER);
                folders.add(threads.submit(() -> folder(root, from, to, size)));
            }
            for (var folder : folders) {
                folder.get();
            }
        }
    }

    private static Path folder(Path root, int from, int to, int size) throws IOException {
        Path folder = root.resolve("top-" + from / PER_FOLDER % 20).resolve("folder-" + from / PER_FOLDER);
        Files.createDirectories(folder);
        for (int n = from; n < to; n++) {
            String[] kind = KINDS.get(n % KINDS.size()).split(":", 2);
            byte[] head = (kind[1] + n + " ").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            byte[] body = Arrays.copyOf(head, Math.max(size, head.length));
            Arrays.fill(body, head.length, body.length, " ".getBytes(US_ASCII)[0]);
            Files.write(folder.resolve("file " + n + "." + kind[0]), body);
        }
        return folder;
    }
}
