/** Shows beside the text what it will look like: the server's own answer, so it can't differ. */
export function startPreview({ form, body, text, send }) {
  const pause = 300;
  const sight = form.querySelector(".sight");
  const prose = sight.querySelector(".prose");
  const desk = form.querySelector(".desk");
  desk.append(sight);
  desk.classList.add("live");
  sight.hidden = false;
  // It scrolls, so the keyboard must be able to scroll it.
  prose.tabIndex = 0;
  prose.setAttribute("role", "group");
  prose.setAttribute("aria-labelledby", "sight-heading");
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
      // A response that was overtaken shows an outdated text.
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
