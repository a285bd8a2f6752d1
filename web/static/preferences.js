// Shows a choice on its sample before it is saved. Without JavaScript the sample shows what has been saved.
document.addEventListener("change", ({ target }) => {
  const sample = target.closest?.(".chosen")?.querySelector(".sample");
  if (sample && target.type === "radio") sample.dataset[target.name] = target.value;
});
