/** Completes the tag that is being typed from those that are in use. */
export function startTags({ form, send }) {
  const pause = 200;
  const field = form.elements.tags;
  const choices = field.list;
  let timer;

  async function complete() {
    const before = field.value.replace(/[^,]*$/, "");
    const prefix = field.value.slice(before.length).trim();
    if (!prefix) {
      choices.replaceChildren();
      return;
    }
    try {
      const answer = await send("/tags?prefix=" + encodeURIComponent(prefix), { method: "GET" });
      const { tags } = answer.ok ? await answer.json() : { tags: [] };
      const lead = before && before.trimEnd() + " ";
      choices.replaceChildren(
        ...tags.slice(0, 12).map(({ tag }) => new Option(tag, lead + tag)),
      );
    } catch {
      // A missing suggestion does no harm.
      choices.replaceChildren();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(complete, pause);
  });
}
