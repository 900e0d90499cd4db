// Makes the editor livelier: preview, toolbar, images, tags, autosave. Without it, the form works.
import { startAutosave } from "./editor-autosave.js";
import { startPreview } from "./editor-preview.js";
import { startTags } from "./editor-tags.js";
import { startToolbar } from "./editor-toolbar.js";
import { startUploads } from "./editor-upload.js";

/** What the parts of the editor share: the form, its words, and requests in its session. */
function context(form) {
  const words = document.getElementById(form.dataset.words);
  const state = document.getElementById("editor-state");
  return {
    form,
    body: form.elements.body,
    text(name, argument = "") {
      const word = words.querySelector(`[data-word="${name}"]`);
      return word.textContent.replace("{0}", () => argument);
    },
    say(text, ...more) {
      state.replaceChildren(text, ...more);
    },
    send(path, options) {
      return fetch(path, {
        ...options,
        headers: {
          Accept: "application/json",
          "X-CSRF-Token": form.elements.csrf.value,
          ...options.headers,
        },
      });
    },
  };
}

const form = document.querySelector("form[data-script=editor]");
if (form) {
  const editor = context(form);
  const zone = form.elements.time_zone;
  if (zone && !zone.value && !form.elements.publish_at.value) {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  startPreview(editor);
  const uploads = startUploads(editor);
  startToolbar(editor, uploads.choose);
  startTags(editor);
  startAutosave(editor, uploads.finished);
}
