// Light or dark at once, without loading the page anew; the cookie is set by the server.
const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

document.addEventListener("submit", async (event) => {
  const choice = event.submitter?.closest("[data-theme-choice]");
  if (!choice) return;
  event.preventDefault();
  const body = new FormData(event.target);
  body.set("theme", choice.value);
  const answer = await fetch(event.target.action, { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect") return;
  document.querySelector("link[data-dark]").media = MEDIA[choice.value];
  document.documentElement.dataset.theme = choice.value;
  for (const other of event.target.querySelectorAll("[data-theme-choice]")) {
    other.setAttribute("aria-pressed", String(other === choice));
  }
});
