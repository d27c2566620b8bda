"""Chooses what the model learns from: python3 samples.py FOLDER RESOURCES > samples.tsv

Each line: what the file is for (train, or test for packages that are never learnt from), its type, category, words and path.
"""
import os
import pathlib
import random
import sys

folder, resources = map(pathlib.Path, sys.argv[1:])
MOST = 220
LEAST = 12
TEST = {"cloc", "rust-bat"}
# One language under several types, and what is no language of its own here.
SAME = {
    "text/x-chdr": "text/x-csrc", "text/x-c++hdr": "text/x-c++src", "text/x-standard-ml": "text/x-sml",
    "text/x-luau": "text/x-lua", "text/x-svg": None, "text/x-go-mod": None, "text/x-tablegen": None, "text/x-cplint": None,
    "text/x-easytrieve": None, "text/x-ambienttalk": None, "text/x-debian-control-file": None,
}
# What most files with an ending of several meanings are.
USUAL = {".ts": "TypeScript", ".rs": "Rust", ".sql": "SQL", ".coffee": "CoffeeScript", ".tex": "TeX", ".clj": "Clojure",
         ".hs": "Haskell", ".fs": "F#", ".cr": "Crystal", ".vb": "Visual Basic .NET", ".jl": "Julia", ".el": "Emacs Lisp"}
TEXTS = {"application/x-tex", "text/plain", "text/markdown", "text/x-rst", "text/x-log", "text/x-org", "text/x-asciidoc"}
DATA = {"application/yaml", "text/x-yaml", "application/toml", "text/x-ini", "text/x-config", "text/x-java-properties"}

table, words = {}, {}
for name in ("names.tsv", "languages.tsv"):
    for line in (resources / name).read_text().splitlines():
        cells = line.split("\t") + [""] * 5
        if line.startswith("//") or not line:
            continue
        for key in cells[0].split(" "):
            table.setdefault(key, []).append(cells[1:5])
        if cells[3]:
            words.setdefault(cells[3], cells[1:5])

given = {}
for line in pathlib.Path(__file__).with_name("packages.tsv").read_text().splitlines():
    cells = line.split("\t")
    if not line.startswith("#"):
        pairs = cells[2].split(" ") if len(cells) > 2 else []
        given[cells[1].replace("/", "_").replace(":", "_")] = dict(pair.split("=") for pair in pairs)


def meaning(name, package):
    ending = os.path.splitext(name)[1]
    over = given.get(package, {}).get(ending) or USUAL.get(ending)
    if over:
        return words.get(over.replace("_", " "))
    said = table.get(name) or table.get(ending) or []
    known = {one[0]: one for one in said if one[1]}
    return next(iter(known.values())) if len(known) == 1 else None


def label(path, package):
    name = path.name
    if package.startswith("fortune") or package == "bible-kjv-text":
        return ("text/plain", "text", "Text") if "." not in name or name.endswith(".u8") else None
    if package in ("debian-policy",) or name in ("copyright", "README", "NEWS", "changelog", "LICENSE", "COPYING", "AUTHORS"):
        return ("text/plain", "text", "Text")
    if name.endswith((".txt", ".doc")):
        return ("text/plain", "text", "Text") if package not in ("cloc", "pygments") else None
    if name.endswith((".csv", ".tsv", ".dat")):
        return ("text/csv", "text", "Table")
    said = meaning(name, package)
    if said is None and "examplefiles" in path.parts and not name.endswith(".output"):
        return ("other", "code", "Source code")
    if said is None:
        return None
    mime = SAME.get(said[0], said[0])
    if mime in TEXTS:
        return (mime, "text", said[2])
    if mime in DATA:
        return ("application/yaml" if "yaml" in mime else "text/x-ini", "data", "YAML" if "yaml" in mime else "Settings")
    return (mime, said[1], said[2]) if mime and said[1] == "code" else None


found, test = {}, []
for root, folders, names in os.walk(folder):
    folders[:] = sorted(one for one in folders if not one.startswith(".") and not one.endswith(".part"))
    for name in sorted(names):
        path = pathlib.Path(root, name)
        package = path.relative_to(folder).parts[0]
        what = label(path, package)
        try:
            head = path.read_bytes()[:4096] if what and path.is_file() and not path.is_symlink() else b""
        except OSError:
            continue
        if len(head) < 24 or b"\0" in head or head.lstrip()[:1] == b"<":
            continue
        if package in TEST:
            test.append((what, path))
        else:
            found.setdefault(what, []).append(path)

random.seed(7)
for what, path in test:
    print("test", *what, path, sep="\t")
for what, paths in sorted(found.items()):
    # No package may speak for a whole language.
    random.shuffle(paths)
    spread, counts = [], {}
    for path in paths:
        package = path.relative_to(folder).parts[0]
        counts[package] = counts.get(package, 0) + 1
        spread.append((counts[package], path))
    spread.sort(key=lambda one: one[0])
    most = MOST * 6 if what[0] == "text/plain" else MOST * 3 if what[0] == "other" else MOST
    rare = len(paths) < LEAST and what[1] == "code"
    for _, path in spread[:most]:
        print("train", *(("other", "code", "Source code") if rare else what), path, sep="\t")
