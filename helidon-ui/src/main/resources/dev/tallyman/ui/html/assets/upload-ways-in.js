// The ways in: drop anywhere on any page, choose files or a folder, paste. Each ends in add(files), [{file, path}].

export function waysIn(add) {
  const drop = document.getElementById("drop");
  const form = drop.querySelector("form");

  // ---- choosing ----
  chooser(false);
  chooser(true);
  function chooser(folder) {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, webkitdirectory: folder, hidden: true });
    input.id = folder ? "folder-input" : "file-input";
    input.addEventListener("change", () => {
      const files = [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      input.value = "";
      close();
      add(files);
    });
    drop.append(input);
    document.getElementById(folder ? "choose-folder" : "choose-files").addEventListener("click", () => input.click());
  }

  // ---- the panel ----
  let opener = null;
  function close() {
    document.body.classList.remove("dropping");
    if (location.hash === "#drop") history.replaceState(null, "", location.pathname + location.search);
    opener?.focus();
    opener = null;
  }
  document.addEventListener("click", (event) => {
    const upload = event.target.closest("[data-upload]");
    if (upload) {
      event.preventDefault();
      opener = upload;
      document.body.classList.add("dropping");
      document.getElementById("choose-files").focus();
    } else if (event.target.closest("[data-close]") || event.target === drop) {
      event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!document.body.classList.contains("dropping")) return;
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const stops = [...form.querySelectorAll("button.scripted, a[href]")];
    const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops.at(at % stops.length).focus();
  });

  // ---- dropping and pasting ----
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  let inside = 0;
  addEventListener("dragenter", (event) => {
    if (!brings(event)) return;
    inside++;
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (brings(event) && --inside <= 0) close();
  });
  addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  });
  addEventListener("drop", async (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    inside = 0;
    close();
    add(await all(event.dataTransfer));
  });
  addEventListener("paste", async (event) => {
    if (event.clipboardData?.types.includes("Files")) add(await all(event.clipboardData));
  });
}

/** All files of a drop. A file that this computer cannot give out comes as null. */
async function all(data) {
  const found = [];
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) for (const file of data.files) found.push({ file, path: file.name });
  for (const entry of entries) await walk(entry, found);
  return found;
}

// A folder hands out its entries a hundred at a time.
async function walk(entry, found) {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    found.push({ file, path });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) break;
    for (const child of some) await walk(child, found);
  }
}
