// A form is sent once; the summary of errors is read first; leaving with unsaved words asks.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  delete form.dataset.touched;
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
});

// A page that comes back from the browser's memory can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-once]");
  if (form) form.dataset.touched = "1";
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-once][data-touched]")) event.preventDefault();
});

document.querySelector("[data-focus]")?.focus();
