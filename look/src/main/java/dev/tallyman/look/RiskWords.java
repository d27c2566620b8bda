package dev.tallyman.look;

import dev.tallyman.file.Risk;
import java.util.Set;

/** What a risk is called beside a name, and what it means. */
public record RiskWords(String label, String meaning) {
    public static RiskWords of(Risk risk) {
        return switch (risk) {
            case BIDI ->
                new RiskWords(
                        "hides its ending",
                        "The name holds characters that turn the direction of writing around, so it can look as if it had another ending.");
            case CONTROL ->
                new RiskWords(
                        "invisible characters",
                        "The name holds line breaks, control characters or ones without a width. Programs that read lists line by line stumble over it.");
            case MARKUP ->
                new RiskWords(
                        "markup in its name", "The name holds HTML. Shown by a careless page it would run there.");
            case ENCODING ->
                new RiskWords(
                        "name is not UTF-8",
                        "The name holds bytes that are no text in UTF-8, so other systems may not find the file by its name.");
            case WINDOWS ->
                new RiskWords(
                        "not for Windows",
                        "Windows reserves this name or one of its characters, so the file cannot be copied there as it is.");
            case SPACE ->
                new RiskWords(
                        "space at an edge",
                        "The name begins or ends with a space, or ends with a dot. Some systems drop these silently.");
            case SHELL ->
                new RiskWords(
                        "acts in a shell",
                        "The name begins with a dash or holds characters that shells act on. Quote it in scripts.");
            case FORMULA ->
                new RiskWords(
                        "reads as a formula",
                        "The name begins as a formula does, and a spreadsheet would run it. Our CSV files disarm it.");
            case MACROS -> new RiskWords("macros", "The document holds macros: programs that run when it is opened.");
            case ENCRYPTED ->
                new RiskWords(
                        "encrypted",
                        "The content is locked with a password, so what is inside could not be looked at.");
            case BOMB ->
                new RiskWords(
                        "unpacks to far more",
                        "Unpacked it would be very much larger than it is. Do not unpack it on a machine you need.");
            case EICAR, SCRIPT, LAUNCH, SHORTCUT, POSITION, SECRET, POLYGLOT, DISGUISED -> inside(risk);
        };
    }

    private static RiskWords inside(Risk risk) {
        return switch (risk) {
            case EICAR ->
                new RiskWords(
                        "EICAR test virus",
                        "It holds the harmless text that every virus scanner reports. Where nobody is testing a scanner, ask who sent it.");
            case SCRIPT ->
                new RiskWords(
                        "holds a script",
                        "It runs a script of its own when it is opened. Open it in a viewer that runs none.");
            case LAUNCH ->
                new RiskWords(
                        "opens something else",
                        "When opened it starts a program, loads another document or brings an embedded file along. Do not agree to what it asks.");
            case SHORTCUT ->
                new RiskWords(
                        "shortcut", "It is a shortcut: opening it opens something else. Look at where it leads first.");
            case POSITION ->
                new RiskWords(
                        "says where it was made",
                        "It holds the place on earth where it was made. Take that out before it is passed on.");
            case SECRET ->
                new RiskWords(
                        "holds a secret",
                        "It holds a private key or what looks like a password of a well-known service. Have it replaced, and take the file away.");
            case POLYGLOT ->
                new RiskWords(
                        "two formats at once",
                        "It is valid as two kinds of file, so two programs see different things in it. Pass it on only when you know why.");
            case DISGUISED ->
                new RiskWords(
                        "program under another name",
                        "The content is a program, the name says something harmless. Do not open it.");
            default -> throw new IllegalArgumentException(risk.label());
        };
    }

    /** The gravest of several: the one a row has room for. */
    public static RiskWords worst(Set<Risk> risks) {
        return of(risks.stream().min(RiskWords::graver).orElseThrow());
    }

    private static int graver(Risk a, Risk b) {
        return Integer.compare(rank(a), rank(b));
    }

    private static int rank(Risk risk) {
        return switch (risk) {
            case EICAR -> -8;
            case DISGUISED -> -7;
            case LAUNCH -> -6;
            case SCRIPT -> -5;
            case SHORTCUT -> -4;
            case SECRET -> -3;
            case POLYGLOT -> -2;
            case BOMB -> -1;
            case POSITION -> 11;
            case BIDI -> 1;
            case MACROS -> 2;
            case ENCRYPTED -> 3;
            case MARKUP -> 4;
            case CONTROL -> 5;
            case ENCODING -> 6;
            case FORMULA -> 7;
            case WINDOWS -> 8;
            case SPACE -> 9;
            case SHELL -> 10;
        };
    }
}
