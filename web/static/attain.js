// What htmx leaves to us: tell a screen reader what came, keep focus and unfinished text through a swap, and say
// when the service does not answer. Every page works without it.
(() => {
  const ANNOUNCED_MILLISECONDS = 20000;
  let before = null;
  let clearing = 0;

  const session = () => document.getElementById("session");
  const settled = () => [...document.querySelectorAll("#now > [id^=turn-]:not(.waiting)")];
  const openQuestion = () => document.getElementById("answer-form")?.dataset.question;

  // Copies of the new turns go into the live region, so that formulas are read as formulas.
  function announce(turns) {
    const copies = turns.map((turn) => {
      const copy = turn.cloneNode(true);
      copy.querySelectorAll("details, noscript, .listen").forEach((part) => part.remove());
      // Questions to choose are read out; a second button that nobody sees must not take the focus.
      copy.querySelectorAll("form").forEach((form) => form.replaceWith(form.textContent.trim()));
      [copy, ...copy.querySelectorAll("[id], [tabindex]")].forEach((part) => {
        part.removeAttribute("id");
        part.removeAttribute("tabindex");
      });
      copy.querySelectorAll("h2").forEach((heading) => heading.replaceWith(`${heading.textContent}: `));
      copy.className = "";
      return copy;
    });
    const place = document.getElementById("announce");
    place?.replaceChildren(...copies);
    clearTimeout(clearing);
    clearing = setTimeout(() => place?.replaceChildren(), ANNOUNCED_MILLISECONDS);
  }

  // What was being written in the forms that were not sent stays, unless the question has changed.
  function remember(sent) {
    const fields = [...session().querySelectorAll("input:not([type=hidden]), textarea, select")];
    before = {
      turns: new Set(settled().map((turn) => turn.id)),
      question: openQuestion(),
      fields: fields
        .filter((field) => !sent?.contains(field))
        .map(({ id, type, value, checked }) => ({ id, type, value, checked })),
    };
  }

  function restore() {
    for (const { id, type, value, checked } of before.fields) {
      const field = document.getElementById(id);
      if (!field || (field.closest("#answer-form") && before.question !== openQuestion())) continue;
      const ticked = type === "radio" || type === "checkbox";
      if (ticked) field.checked = checked || field.checked;
      else if (!field.value) field.value = value;
      if (field.value && !ticked) field.closest("details")?.setAttribute("open", "");
    }
  }

  // What a teacher sends comes while the pupil does something else: it is read out where it stands, and moves nothing.
  const isBeside = (event) => Boolean(event.detail.ctx.sourceElement?.closest?.(".held"));

  document.addEventListener("htmx:before:swap", (event) => {
    before = null;
    if (isBeside(event)) return;
    if (session() && event.detail.ctx.swap !== "none") remember(event.detail.ctx.sourceElement.closest("form"));
  });

  document.addEventListener("htmx:after:swap", (event) => {
    if (isBeside(event)) return;
    if (!before || !session()) {
      if (document.activeElement === document.body && event.detail.ctx.swap !== "none") {
        (document.querySelector("[autofocus]") ?? document.getElementById("main"))?.focus();
      }
      return;
    }
    restore();
    const fresh = settled().filter((turn) => !before.turns.has(turn.id));
    if (fresh.length) announce(fresh);
    if (document.activeElement === document.body) {
      const target = document.querySelector("#session .error-summary") ?? fresh[0] ?? document.getElementById("main");
      target.tabIndex = -1;
      target.focus();
    }
  });

  // An answer that is pasted is counted for the teacher (never refused); working may come from anywhere.
  document.addEventListener("paste", (event) => {
    const form = event.target.closest?.("#answer-form");
    if (form?.elements.pasted && event.target.name !== "working") form.elements.pasted.value = "yes";
  });

  const trouble = (shown) => {
    const place = document.getElementById("trouble");
    if (place) place.hidden = !shown;
  };
  document.addEventListener("htmx:error", (event) => event.detail.ctx && trouble(true));
  document.addEventListener("htmx:after:request", () => trouble(false));
})();
