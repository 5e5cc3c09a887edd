// The one script of the portal. Every page works without it; it only says how old what is shown has become, asks once
// more before a form is sent twice, and opens the printer.
"use strict";

(() => {
  const words = (minutes) => {
    if (minutes < 1) return "just now";
    if (minutes < 60) return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
    const hours = Math.floor(minutes / 60);
    return hours === 1 ? "1 hour ago" : `${hours} hours ago`;
  };

  // The page's own age, by this browser's clock since it was loaded: never by comparing two machines' clocks.
  const loaded = performance.now();
  const stale = 15;
  const age = () => {
    const minutes = Math.floor((performance.now() - loaded) / 60000);
    for (const mark of document.querySelectorAll("[data-age]")) {
      mark.dataset.at ??= mark.textContent;
      mark.textContent = `${mark.dataset.at}, ${words(minutes)}`;
    }
    document.documentElement.classList.toggle("stale", minutes >= stale);
  };
  age();
  setInterval(age, 30000);

  // One tap, one order.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  // Back from the next page: the form may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
