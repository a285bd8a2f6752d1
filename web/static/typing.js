// What helps while an answer is typed: a keypad, a picture of how it is read, and a draft that outlives a reload on this
// device. Every page works without it.
(() => {
  const READ_AFTER_MILLISECONDS = 350;
  const DRAFT = "draft ";
  document.documentElement.classList.add("scripted");

  // A key writes at the caret, around what is selected.
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.("[data-inserts]")) event.preventDefault(); // the caret stays where it is
  });
  document.addEventListener("click", (event) => {
    const key = event.target.closest?.("[data-inserts]");
    const field = key && document.getElementById(key.getAttribute("aria-controls"));
    if (!field) return;
    const [before, after = ""] = key.dataset.inserts.split("|");
    const { selectionStart: start, selectionEnd: end, value } = field;
    const chosen = value.slice(start, end);
    field.setRangeText(before + chosen + after, start, end, "end");
    if (after && !chosen) field.setSelectionRange(start + before.length, start + before.length);
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // How it is read, some moments after the last key. What comes too late, or not at all, is not shown.
  let waiting = 0;
  let asking = null;
  async function read(field, place) {
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new URLSearchParams({ text: field.value });
      const answer = await fetch(place.dataset.reads, { method: "POST", body, signal: asking.signal });
      if (answer.ok && place.isConnected) place.innerHTML = await answer.text();
    } catch {
      place.replaceChildren();
    }
  }
  document.addEventListener("input", ({ target }) => {
    const place = target.id === "answer" && document.querySelector("[data-reads]");
    if (!place) return;
    clearTimeout(waiting);
    asking?.abort();
    if (!target.value.trim()) return place.replaceChildren();
    waiting = setTimeout(() => read(target, place), READ_AFTER_MILLISECONDS);
  });

  // Drafts: one for each open question, in this tab only, of whoever is signed in, until it is sent or they sign out.
  const who = document.body.dataset.who;
  const drafts = () => Object.keys(sessionStorage).filter((name) => name.startsWith(DRAFT));
  const forget = () => drafts().forEach((name) => sessionStorage.removeItem(name));
  const form = () => document.querySelector("#answer-form[data-question]");
  const name = (own) => `${DRAFT}${who} ${own.getAttribute("action")} ${own.dataset.question}`;
  const fields = (own) => [...own.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((one) => one.id);
  const isTicked = ({ type }) => type === "radio" || type === "checkbox";

  function keep() {
    const own = form();
    if (!own || !who) return;
    const written = fields(own).map((field) => ({ id: field.id, value: field.value, checked: field.checked }));
    sessionStorage.setItem(name(own), JSON.stringify(written));
  }
  function restore() {
    const own = form();
    const kept = own && who && sessionStorage.getItem(name(own));
    if (!kept) return;
    const ticked = fields(own).some((field) => isTicked(field) && field.checked);
    for (const { id, value, checked } of JSON.parse(kept)) {
      const field = document.getElementById(id);
      if (!field || !own.contains(field)) continue;
      if (isTicked(field)) field.checked = ticked ? field.checked : checked;
      else if (!field.value && value) {
        field.value = value;
        field.closest("details")?.setAttribute("open", "");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
  const safely = (work) => (...given) => {
    try {
      work(...given);
    } catch {
      // a browser that keeps nothing: what is typed is then safe only until the page is left
    }
  };
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, safely(({ target }) => target.closest?.("#answer-form") && keep()));
  }
  document.addEventListener("submit", safely(({ target }) => target.matches("[data-signs-out]") && forget()));
  let sent = "";
  document.addEventListener("htmx:before:swap", ({ detail }) => {
    const own = detail.ctx.sourceElement?.closest?.("#answer-form[data-question]");
    sent = own ? name(own) : "";
  });
  document.addEventListener(
    "htmx:after:swap",
    safely(() => {
      if (sent && document.getElementById("session") && !document.querySelector("#session .error-summary")) {
        sessionStorage.removeItem(sent);
      }
      const pause = document.getElementById("pause");
      if (pause) document.getElementById("announce")?.append(pause.textContent);
    }),
  );
  safely(() => {
    if (who && drafts().some((one) => !one.startsWith(`${DRAFT}${who} `))) forget(); // somebody else sat here before
    restore();
  })();
})();
