// Tabs, and the marked and numbered lines of code; without this script all panels are shown one below the other.
for (const tabs of document.querySelectorAll(".tabs")) {
  const labels = [...tabs.querySelectorAll(':scope > [role="tablist"] > [role="tab"]')];
  const panels = [...tabs.querySelectorAll(':scope > [role="tabpanel"]')];
  const show = (chosen) => {
    labels.forEach((label, i) => {
      label.setAttribute("aria-selected", String(i === chosen));
      label.tabIndex = i === chosen ? 0 : -1;
    });
    panels.forEach((panel, i) => { panel.hidden = i !== chosen; });
  };
  labels.forEach((label, i) => {
    label.addEventListener("click", () => show(i));
    label.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (event.key === "Enter" || event.key === " ") show(i);
      if (step) {
        const next = (i + step + labels.length) % labels.length;
        show(next);
        labels[next].focus();
      }
    });
  });
  show(Math.max(labels.findIndex((label) => label.getAttribute("aria-selected") === "true"), 0));
}

for (const block of document.querySelectorAll("[data-line], [data-start]")) {
  const code = block.querySelector("code") ?? block;
  const marked = new Set();
  for (const range of (block.dataset.line ?? "").split(",").filter(Boolean)) {
    const [first, last] = range.split("-").map(Number);
    for (let line = first; line <= (last ?? first); line += 1) marked.add(line);
  }
  // A line may begin inside of an element of the highlighter: what is open is closed and opened again.
  const open = [];
  const lines = code.innerHTML.replace(/\n$/, "").split("\n").map((line) => {
    const before = open.join("");
    for (const [tag] of line.matchAll(/<\/?span[^>]*>/g)) tag.startsWith("</") ? open.pop() : open.push(tag);
    return before + line + "</span>".repeat(open.length);
  });
  const start = Number(block.dataset.start ?? 0);
  code.innerHTML = lines.map((line, i) =>
    `<span class="line${marked.has(i + 1) ? " hl" : ""}"${start ? ` data-number="${start + i}"` : ""}>${line}\n</span>`
  ).join("");
}
