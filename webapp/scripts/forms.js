// Keeps what is typed: a warning before it is left behind, and a draft of longer texts in this
// browser. Without it, forms work, but leaving one forgets it.
const own = document.getElementById("forms-script");
const user = own.dataset.user;
const storage = user && allowed();
const week = 7 * 24 * 3600 * 1000;
const minute = 60 * 1000;
/** Whether this page says that a form was not carried out: what it shows is stored nowhere. */
const failed = document.querySelector("main .alarm, main .again, main [name=kept]") !== null;

/** The browser's storage, where it lets us. */
function allowed() {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** What stands in a form's fields, without secrets and without what the page itself put there. */
function typed(form) {
  return [...form.elements]
    .filter((field) => field.name && !["hidden", "password", "submit"].includes(field.type))
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

/** Whether the user has just logged out: nothing of theirs stays here. */
let leavingSite = false;

/** The drafts of this user; a browser may refuse to keep any. */
const drafts = {
  prefix: `inkgate:${user}:`,
  name(form) {
    const parent = form.elements.parent?.value ?? "";
    return `${this.prefix}${form.getAttribute("action")}:${parent}`;
  },
  all() {
    return Object.keys(storage).filter((name) => name.startsWith(this.prefix));
  },
  get(name) {
    return JSON.parse(storage.getItem(name));
  },
  set(name, draft) {
    try {
      storage.setItem(name, JSON.stringify(draft));
    } catch {
      // No room, or not allowed: the warning remains.
    }
  },
};

/** Forgets what has arrived or is old; what was sent and refused is a draft again. */
function tidy() {
  for (const name of drafts.all()) {
    const draft = drafts.get(name);
    const age = Date.now() - draft.at;
    const camefrom = document.referrer && new URL(document.referrer).pathname;
    const arrived = draft.sent && !failed && age < minute && camefrom === draft.sent;
    if (arrived || age > week) {
      storage.removeItem(name);
    } else if (draft.sent && !document.querySelector("main [name=kept]")) {
      drafts.set(name, { ...draft, sent: "" });
    }
  }
}

/** Keeps drafts of a form, and brings back the one that is there. */
function keepDrafts(form, untouched) {
  const name = drafts.name(form);
  // Sent again with the key or the version it had, it makes no second one and overwrites nothing.
  const unseen = ["idempotency_key", "version"].filter((field) => form.elements[field]);
  let timer;

  function save() {
    clearTimeout(timer);
    timer = undefined;
    if (leavingSite) {
      return;
    }
    if (JSON.stringify(typed(form)) === untouched) {
      storage.removeItem(name);
    } else {
      const hidden = unseen.map((field) => [field, form.elements[field].value]);
      drafts.set(name, { at: Date.now(), fields: typed(form), hidden, sent: "" });
    }
  }

  function fill(values) {
    for (const [field, value] of values) {
      if (form.elements[field] && "value" in form.elements[field]) {
        form.elements[field].value = value;
      }
    }
  }

  form.addEventListener("input", () => {
    leavingSite = false;
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) {
      save();
    }
  });
  form.addEventListener("submit", save);

  const draft = drafts.get(name);
  if (failed || !draft) {
    return;
  }
  const before = unseen.map((field) => [field, form.elements[field].value]);
  fill([...draft.fields, ...draft.hidden]);
  const note = document.createElement("div");
  note.className = "note restored";
  note.setAttribute("role", "status");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.textContent = own.dataset.discard;
  discard.addEventListener("click", () => {
    clearTimeout(timer);
    storage.removeItem(name);
    form.reset();
    fill(before);
    note.remove();
  });
  note.append(own.dataset.restored, " ", discard);
  form.prepend(note);
}

/** Asks before a form is left that holds something unsaved. */
function warn(form, untouched) {
  let leaving = false;
  form.addEventListener("submit", () => {
    leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && JSON.stringify(typed(form)) !== untouched) {
      event.preventDefault();
    }
  });
}

/** The URL of a new form identifies it, so that a user who comes back finds it, or what it created. */
function nameForm() {
  const key = document.querySelector("main form [name=idempotency_key]")?.value;
  const address = new URL(location.href);
  if (key && address.pathname.endsWith("/new") && address.searchParams.get("form") !== key) {
    address.searchParams.set("form", key);
    history.replaceState(history.state, "", address);
  }
}

if (storage) {
  tidy();
  document.querySelector("form[action='/logout']")?.addEventListener("submit", () => {
    leavingSite = true;
    drafts.all().forEach((name) => storage.removeItem(name));
  });
}
for (const form of document.querySelectorAll("main form[method=post]")) {
  // The post editor saves by itself.
  if (form.dataset.script !== "editor" && (typed(form).length || form.elements.kept)) {
    // What came back from the server unsaved is unsaved even if the user does not touch it.
    const came =
      form.matches(".again, .alarm + form") ||
      form.elements.kept ||
      form.querySelector(".alarm, .errors");
    const untouched = came ? "" : JSON.stringify(typed(form));
    if (storage && form.querySelector("textarea") && !form.matches(".again")) {
      keepDrafts(form, untouched);
    }
    warn(form, untouched);
    form.addEventListener("submit", () => {
      const draft = storage && drafts.get(drafts.name(form));
      if (draft) {
        drafts.set(drafts.name(form), { ...draft, at: Date.now(), sent: location.pathname });
      }
    });
  }
}
nameForm();
