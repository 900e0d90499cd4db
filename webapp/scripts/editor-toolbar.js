/** Puts text in place of the selection, so that the browser can undo it. */
export function insert(body, text, from = body.selectionStart, to = body.selectionEnd) {
  body.focus();
  body.setSelectionRange(from, to);
  // Deprecated, yet the one way that keeps the undo history.
  if (!document.execCommand("insertText", false, text)) {
    body.setRangeText(text, from, to, "end");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Puts a mark on both sides of the selection, or takes it away again. */
function surround(body, mark) {
  const { selectionStart: from, selectionEnd: to, value } = body;
  const chosen = value.slice(from, to);
  const size = mark.length;
  if (value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
    insert(body, chosen, from - size, to + size);
    body.setSelectionRange(from - size, to - size);
    return;
  }
  insert(body, mark + chosen + mark);
  body.setSelectionRange(from + size, to + size);
}

/** Puts a mark before each chosen line, or takes it away again. */
function prefix(body, mark) {
  const { value, selectionEnd: to } = body;
  const from = value.lastIndexOf("\n", body.selectionStart - 1) + 1;
  const lines = value.slice(from, to).split("\n");
  const marked = lines.every((line) => line.startsWith(mark));
  const changed = lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join("\n");
  insert(body, changed, from, to);
  if (lines.length > 1) {
    body.setSelectionRange(from, from + changed.length);
  }
}

function code(body) {
  const chosen = body.value.slice(body.selectionStart, body.selectionEnd);
  if (chosen.includes("\n")) {
    insert(body, "```\n" + chosen.replace(/\n$/, "") + "\n```\n");
  } else {
    surround(body, "`");
  }
}

function link(body, word) {
  const { selectionStart: from, selectionEnd: to } = body;
  const chosen = body.value.slice(from, to);
  const address = /^https?:\/\/\S+$/.test(chosen) ? chosen : "https://";
  const label = address === chosen || !chosen ? word : chosen;
  insert(body, `[${label}](${address})`);
  // What is still missing is chosen, to be typed over.
  const start = address === chosen ? from + 1 : from + label.length + 3;
  body.setSelectionRange(start, start + (address === chosen ? label : address).length);
}

/** Builds the toolbar; one stop for the Tab key, arrows inside (WAI-ARIA toolbar pattern). */
export function startToolbar({ form, body, text }, chooseImage) {
  const tools = [
    ["bold", "B", "b", () => surround(body, "**")],
    ["italic", "I", "i", () => surround(body, "*")],
    ["heading", "H", "h", () => prefix(body, "## ")],
    ["link", "a", "k", () => link(body, text("link-text"))],
    ["quote", "❝", "q", () => prefix(body, "> ")],
    ["list", "☰", "l", () => prefix(body, "- ")],
    ["code", "</>", "e", () => code(body)],
    ["image", "▣", "u", chooseImage],
  ];
  // These three are every editor's; the others take Shift, which browsers leave alone.
  const plain = ["b", "i", "k"];
  const command = /Mac|iP(ad|hone)/.test(navigator.platform) ? "⌘" : "Ctrl+";
  const bar = form.querySelector(".toolbar");
  for (const [name, sign, key, act] of tools) {
    const button = document.createElement("button");
    const shortcut = command + (plain.includes(key) ? "" : "Shift+") + key.toUpperCase();
    button.type = "button";
    button.className = "tool tool-" + name;
    button.tabIndex = bar.children.length ? -1 : 0;
    button.textContent = sign;
    button.title = `${text(name)} (${shortcut})`;
    button.setAttribute("aria-label", text(name));
    button.addEventListener("click", act);
    bar.append(button);
  }
  body.before(bar);
  bar.hidden = false;

  bar.addEventListener("keydown", (event) => {
    const ahead = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") {
      return;
    }
    event.preventDefault();
    const buttons = [...bar.children];
    const step = event.key === ahead ? 1 : buttons.length - 1;
    const next = buttons[(buttons.indexOf(document.activeElement) + step) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  });
  body.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) {
      return;
    }
    const key = event.key.toLowerCase();
    const tool = tools.find((it) => it[2] === key && plain.includes(key) === !event.shiftKey);
    if (tool) {
      event.preventDefault();
      tool[3]();
    }
  });
}
