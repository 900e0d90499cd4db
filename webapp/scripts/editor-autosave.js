/**
 * Saves while the author types: a draft in place, a published post into a working copy. One save
 * at a time, each on the version of the last, so that another tab's text is never overwritten.
 */
export function startAutosave({ form, body, text, say, send }, imagesArrived) {
  const pause = 2000;
  const retry = 10_000;
  const fields = form.elements;
  const names = ["title", "body", "tags", "slug", "summary", "publish_at", "time_zone"];
  const typed = () => JSON.stringify(names.map((name) => fields[name]?.value));
  const isDraft = form.dataset.status === "draft";

  let slug = form.dataset.slug;
  let etag = isDraft ? quoted(fields.version?.value) : quoted(form.dataset.copy);
  let safe = typed();
  let saving = Promise.resolve();
  let timer;
  let stopped = false;
  let leaving = false;

  function quoted(version) {
    return version ? `"${version}"` : "";
  }

  function question() {
    const title = fields.title.value;
    if (!isDraft) {
      const copy = { title, body: body.value, tags: fields.tags.value };
      copy.slug = fields.slug.value;
      copy.summary = fields.summary.value;
      copy.version = Number(fields.version.value.split("-v")[1]);
      return ["PUT", `/blogs/${slug}/working-copy`, copy];
    }
    // The slug is left alone until a button is pressed: a half-typed one is not meant.
    const tags = fields.tags.value.split(",").map((tag) => tag.trim());
    const draft = { title, body: body.value, tags: tags.filter(Boolean), status: "draft" };
    draft.summary = fields.summary.value;
    if (slug) {
      return ["PATCH", `/blogs/${slug}`, draft];
    }
    // The key the form would be sent with: whichever of them comes twice, there is one post.
    draft.idempotency_key = fields.idempotency_key.value;
    return ["POST", "/blogs", draft];
  }

  async function save() {
    const snapshot = typed();
    if (stopped || leaving || snapshot === safe) {
      return;
    }
    if (isDraft && !(fields.title.value.trim() && body.value.trim())) {
      say(text("needs-both"));
      return;
    }
    say(text("saving"));
    const [method, path, json] = question();
    const headers = { "Content-Type": "application/json", "Inkgate-Autosave": "?1" };
    if (etag) {
      headers["If-Match"] = etag;
    }
    let answer;
    try {
      answer = await send(path, { method, headers, body: JSON.stringify(json) });
    } catch {
      say(text("offline"));
      later(retry);
      return;
    }
    await heard(answer, snapshot);
  }

  async function heard(answer, sent) {
    if (answer.status === 412 || answer.status === 409) {
      stopped = true;
      await conflict();
    } else if (answer.status === 401 || answer.status === 403) {
      stopped = true;
      say(text("signed-out"));
    } else if (answer.ok) {
      safe = sent;
      etag = answer.headers.get("ETag");
      const post = await answer.json();
      if (isDraft) {
        moveTo(post.slug);
      }
      say(text(isDraft ? "saved" : "kept"));
      if (typed() !== safe) {
        later(pause);
      }
    } else if (answer.status >= 500) {
      say(text("offline"));
      later(retry);
    } else {
      const { errors, detail } = await answer.json();
      say(text("refused", detail + " " + Object.values(errors ?? {}).flat().join(", ")));
    }
  }

  /** From the first save on, the form changes that post: its buttons must not make another. */
  function moveTo(now) {
    if (now !== slug) {
      slug = now;
      form.action = `/blogs/${slug}/edit`;
      history.replaceState(null, "", form.action);
    }
    hidden("version").value = etag.replace(/^W\/|"/g, "");
    hidden("post").value = slug;
  }

  function hidden(name) {
    if (!fields[name]) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      form.append(field);
    }
    return fields[name];
  }

  async function conflict() {
    const theirs = document.createElement("a");
    theirs.href = slug ? (isDraft ? `/blogs/${slug}` : `/blogs/${slug}/edit`) : "/blogs?status=draft";
    theirs.target = "_blank";
    theirs.textContent = text("see-theirs");
    const mine = document.createElement("button");
    mine.type = "button";
    mine.textContent = text("keep-mine");
    mine.hidden = !slug;
    mine.addEventListener("click", async () => {
      // On top of theirs; the revisions of a draft keep what they wrote.
      const newest = await send(isDraft ? `/blogs/${slug}` : `/blogs/${slug}/working-copy`, {
        method: "GET",
      });
      etag = newest.ok ? newest.headers.get("ETag") : "";
      stopped = false;
      soon();
    });
    say(text("conflict") + " ", theirs, " ", mine);
  }

  async function reachable() {
    try {
      await send("/health/live", { method: "HEAD", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  function soon() {
    saving = saving.then(save).catch(() => say(text("offline")));
  }

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(soon, milliseconds);
  }

  form.addEventListener("input", () => {
    if (!stopped) {
      say(text("unsaved"));
      later(pause);
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      soon();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && typed() !== safe) {
      event.preventDefault();
    }
  });
  // A button waits for the save that is under way, or the two would meet on the server, and for
  // images, or they would be lost; if one did not arrive, its author decides.
  let sent = false;
  form.addEventListener("submit", async (event) => {
    leaving = true;
    clearTimeout(timer);
    if (sent) {
      return;
    }
    event.preventDefault();
    await saving;
    if (!(await imagesArrived())) {
      leaving = false;
      return;
    }
    // The browser's page about a missing connection would take the place of the text.
    if (!(await reachable())) {
      leaving = false;
      say(text("offline"));
      later(retry);
      return;
    }
    // Not before this event is over: until then, the browser ignores another.
    setTimeout(() => {
      sent = true;
      form.requestSubmit(event.submitter);
      sent = false;
    });
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}
