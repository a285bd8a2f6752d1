// Extras of the pages about signing in: see what is typed, tick all, print. Every page works without it.
(() => {
  for (const button of document.querySelectorAll("[data-shows]")) {
    const field = document.getElementById(button.dataset.shows);
    const words = { true: button.dataset.hide, false: button.textContent };
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.textContent = words[shown];
    };
    button.hidden = false;
    button.addEventListener("click", () => show(field.type === "password"));
    field.form.addEventListener("submit", () => show(false)); // browsers offer to save what is a password
  }

  for (const button of document.querySelectorAll("[data-ticks]")) {
    const boxes = [...button.closest("fieldset").querySelectorAll("input[type=checkbox]")];
    const all = button.textContent;
    const label = () => {
      button.textContent = boxes.every((box) => box.checked) ? button.dataset.ticks : all;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const tick = !boxes.every((box) => box.checked);
      boxes.forEach((box) => (box.checked = tick));
      label();
    });
    boxes.forEach((box) => box.addEventListener("change", label));
    label();
  }

  for (const button of document.querySelectorAll("[data-prints]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
