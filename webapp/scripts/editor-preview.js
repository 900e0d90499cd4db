/** Shows beside the text what it will look like: the server's own answer, so it can't differ. */
export function startPreview({ form, body, text, send }) {
  const pause = 300;
  const sight = document.createElement("section");
  sight.className = "sight";
  const heading = document.createElement("h2");
  heading.id = "live-sight";
  heading.textContent = text("preview");
  sight.setAttribute("aria-labelledby", heading.id);
  const prose = document.createElement("div");
  prose.className = "prose";
  prose.dir = "auto";
  prose.tabIndex = 0;
  prose.setAttribute("role", "group");
  prose.setAttribute("aria-labelledby", heading.id);
  sight.append(heading, prose);
  const desk = form.querySelector(".desk");
  desk.append(sight);
  desk.classList.add("live");
  form.querySelector(".look").hidden = true;

  let asked = 0;
  let timer;

  async function show() {
    const question = ++asked;
    try {
      const answer = await send("/preview", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ body: body.value }),
      });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      const { html } = await answer.json();
      // An answer that was overtaken shows a text that is no more.
      if (question === asked) {
        prose.innerHTML = html;
        prose.classList.remove("stale");
      }
    } catch {
      if (question === asked) {
        prose.classList.add("stale");
        prose.title = text("preview-failed");
      }
    }
  }

  body.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  });
  if (body.value) {
    show();
  }
}
