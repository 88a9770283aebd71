// A toast can be closed; one without an act goes by itself, one with 撤销 stays.
const STAYS = 8000;

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
});

for (const toast of document.querySelectorAll("[data-toast]")) {
  if (toast.querySelector("form") || toast.matches(".toast-error, .toast-warning")) continue;
  let left = setTimeout(() => toast.remove(), STAYS);
  toast.addEventListener("pointerenter", () => clearTimeout(left));
  toast.addEventListener("pointerleave", () => { left = setTimeout(() => toast.remove(), STAYS); });
}
