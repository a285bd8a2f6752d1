// Reads aloud what a "Listen" button holds, with a voice of the device. Without a voice the buttons stay hidden.
(() => {
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  const SPEEDS = { slow: 0.75, normal: 0.95, fast: 1.25 };
  const root = document.documentElement;
  let speaking = null;

  // A British voice that works without a network, else any British one, else any English one.
  function voice() {
    const english = speech.getVoices().filter((one) => /^en\b/i.test(one.lang));
    const british = english.filter((one) => /^en[-_]GB/i.test(one.lang));
    return british.find((one) => one.localService) ?? british[0] ?? english.find((one) => one.localService) ?? english[0];
  }

  const reveal = () => root.classList.toggle("listens", Boolean(voice()));
  reveal();
  speech.addEventListener?.("voiceschanged", reveal);

  function stop() {
    speaking?.classList.remove("listening");
    speaking = null;
    speech.cancel();
  }

  // One sentence at a time: some browsers give up in the middle of a long text.
  function start(button) {
    const sentences = button.dataset.speech.match(/[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]*/g) ?? [];
    const speed = button.closest("form")?.querySelector("[name=rate]:checked")?.value ?? root.dataset.rate;
    speaking = button;
    button.classList.add("listening");
    sentences.forEach((sentence, number) => {
      const said = new SpeechSynthesisUtterance(sentence.trim());
      said.lang = "en-GB";
      said.voice = voice();
      said.rate = SPEEDS[speed] ?? SPEEDS.normal;
      said.onerror = () => speaking === button && stop();
      if (number === sentences.length - 1) said.onend = said.onerror;
      speech.speak(said);
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".listen");
    if (!button) return;
    const again = button === speaking;
    stop();
    if (!again) start(button);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && speaking && stop());
  // What is being read goes on when a part of the page is replaced, unless it is what was replaced.
  document.addEventListener("htmx:after:swap", () => speaking && !speaking.isConnected && stop());
  window.addEventListener("pagehide", stop);
})();
