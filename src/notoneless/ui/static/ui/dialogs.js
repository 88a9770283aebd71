// A link marked data-dialog leads to a page with a question; with script its form is shown over the page instead.
const dialog = document.createElement("dialog");
dialog.setAttribute("aria-labelledby", "dialog-title");
document.body.append(dialog);

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { "X-Dialog": "1" } }).catch(() => null);
    const text = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (!text || text.includes("<html")) {
      location.assign(link.href);
      return;
    }
    dialog.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    window.htmx?.process(dialog);
    dialog.showModal();
  } else if (event.target === dialog || (dialog.open && dialog.contains(event.target) && event.target.closest("[data-close]"))) {
    event.preventDefault();
    dialog.close();
  }
});

dialog.addEventListener("close", () => dialog.replaceChildren());
document.addEventListener("htmx:afterSwap", () => dialog.close());
