// Choosing rows of a list, and saying how many were found.
const within = (event) => event.target.closest("[data-results]");

function tell(results) {
  const picks = [...results.querySelectorAll("[data-pick]")];
  const chosen = picks.filter((pick) => pick.checked);
  const whole = results.querySelector("[data-whole]");
  const all = results.querySelector("[data-all]");
  for (const pick of picks) pick.closest("tr").classList.toggle("is-picked", pick.checked || whole.checked);
  if (all) {
    all.checked = chosen.length > 0 && chosen.length === picks.length;
    all.indeterminate = chosen.length > 0 && chosen.length < picks.length;
  }
  const words = results.querySelector("[data-chosen]");
  if (words) {
    words.hidden = !chosen.length || whole.checked;
    words.textContent = `已选 ${chosen.length} 行`;
  }
}

let last = null;
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  if (!pick) return;
  const picks = [...within(event).querySelectorAll("[data-pick]")];
  if (event.shiftKey && last && picks.includes(last)) {
    const [from, to] = [picks.indexOf(last), picks.indexOf(pick)].sort((a, b) => a - b);
    for (const between of picks.slice(from, to + 1)) between.checked = pick.checked;
  }
  last = pick;
});

document.addEventListener("change", (event) => {
  const results = within(event);
  if (!results) return;
  if (event.target.matches("[data-all]")) {
    for (const pick of results.querySelectorAll("[data-pick]")) pick.checked = event.target.checked;
  }
  if (event.target.matches("[data-all], [data-pick], [data-whole]")) tell(results);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const listing = event.detail.elt?.closest?.("[data-listing]") ?? document.querySelector("[data-listing]");
  const count = listing?.querySelector("[data-count]");
  if (count) listing.querySelector("[data-announce]").textContent = count.textContent;
});
