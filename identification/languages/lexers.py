"""Adds what Pygments (BSD) knows and languages.tsv does not: python3 lexers.py PYGMENTS-FOLDER RESOURCES >> languages.tsv"""
import pathlib
import re
import sys

source, resources = map(pathlib.Path, sys.argv[1:])
scope = {}
exec((source / "pygments/lexers/_mapping.py").read_text(), scope)

keys, types = set(), {}
for table in ("names.tsv", "languages.tsv"):
    for line in (resources / table).read_text().splitlines():
        cells = line.split("\t")
        if not line.startswith("//") and len(cells) > 1:
            keys.update(cells[0].split(" "))
            if len(cells) > 3:
                types.setdefault(cells[3].lower(), cells[1:4])
# A list of things to do is called todo.txt by most who have never heard of Todotxt: no name in .txt is taken.
endings = set()
for line in (resources / "types.tsv").read_text().splitlines():
    if line.startswith("E\t"):
        endings.add("." + line.split("\t")[1])

# Sessions, logs, settings and prose are no programs.
TEXT = re.compile(r"console|session|log$|todo|output|transcript|notmuch|dump|wiki|text|markdown|irc", re.I)
DATA = re.compile(r"config|conf$|json|yaml|toml|xml|properties|ini$|zone|abnf|x509|asn|dtd|pem|turtle|rdf", re.I)

print("// Added by identification/languages/lexers.py from Pygments 2.21.0 (BSD)")
for _, name, _, patterns, mimes in sorted(scope["LEXERS"].values(), key=lambda row: row[1]):
    fresh = []
    for pattern in patterns:
        ending = re.fullmatch(r"\*(\.[\w+.-]+)", pattern)
        key = ending.group(1) if ending else pattern if re.fullmatch(r"[\w+.-]+", pattern) else None
        if key and key not in keys and key not in endings and not key.endswith(".txt"):
            fresh.append(key)
    if not fresh:
        continue
    keys.update(fresh)
    slug = "text/x-" + re.sub(r"[^a-z0-9]+", "-", name.lower().replace("+", "p").replace("#", "sharp")).strip("-")
    mime = next((one for one in mimes if one.startswith("text/x-")), slug)
    category = "text" if TEXT.search(name) else "data" if DATA.search(name) else "code"
    print("\t".join([" ".join(fresh), *types.get(name.lower(), [mime, category, name])]))
