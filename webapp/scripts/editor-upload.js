import { insert } from "./editor-toolbar.js";

/**
 * Uploads images that are chosen, pasted or dropped, and writes them into the text.
 *
 * @returns {choose, finished}: asks for images to upload; waits for those on their way, and says
 *   whether they arrived
 */
export function startUploads({ body, text, say, send }) {
  // In no page: the toolbar's button stands for it.
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = "image/*";
  chooser.multiple = true;
  let uploads = Promise.resolve();
  let failed = false;

  async function upload(file) {
    say(text("uploading"));
    const data = new FormData();
    data.append("file", file, file.name || "image");
    let answer;
    try {
      answer = await send("/media", { method: "POST", body: data });
    } catch {
      say(text("offline"));
      failed = true;
      return;
    }
    if (!answer.ok) {
      say(text("upload-failed", await reason(answer)));
      failed = true;
      return;
    }
    const { url } = await answer.json();
    const name = file.name.replace(/\.[^.]*$/, "").replace(/[\[\]\\\n]/g, " ");
    insert(body, `![${name}](${url})\n`);
    say("");
  }

  async function reason(answer) {
    if (answer.status === 413) {
      return text("upload-too-large");
    }
    if (answer.status === 415) {
      return text("upload-not-image");
    }
    try {
      const problem = await answer.json();
      return Object.values(problem.errors ?? {}).flat().join(" ") || problem.detail;
    } catch {
      return String(answer.status);
    }
  }

  /** One after the other: so they stand in the text in the order in which they came. */
  function uploadAll(files) {
    for (const file of files) {
      uploads = uploads.then(() => upload(file));
    }
  }

  const files = (transfer) => [...(transfer?.files ?? [])];
  chooser.addEventListener("change", () => {
    uploadAll([...chooser.files]);
    chooser.value = "";
  });
  body.addEventListener("paste", (event) => {
    // A table copied from a spreadsheet comes as text and as a picture: the text is meant.
    if (files(event.clipboardData).length && !event.clipboardData.getData("text/plain")) {
      event.preventDefault();
      uploadAll(files(event.clipboardData));
    }
  });
  body.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
    }
  });
  body.addEventListener("drop", (event) => {
    if (files(event.dataTransfer).length) {
      event.preventDefault();
      uploadAll(files(event.dataTransfer));
    }
  });
  async function finished() {
    failed = false;
    await uploads;
    return !failed;
  }

  return { choose: () => chooser.click(), finished };
}
