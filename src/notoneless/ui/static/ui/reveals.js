// A value that was shown for a reason is hidden again after its time.
function watch(shown) {
  let left = Number(shown.dataset.hideAfter);
  delete shown.dataset.hideAfter;
  const tick = setInterval(() => {
    left -= 1;
    const words = shown.querySelector(".reveal-left");
    if (words) words.textContent = `${left} 秒后隐藏`;
    if (left > 0) return;
    clearInterval(tick);
    shown.querySelector(".reveal-value").textContent = shown.dataset.masked;
    words?.remove();
  }, 1000);
}

const all = () => document.querySelectorAll("[data-hide-after]").forEach(watch);
document.addEventListener("htmx:afterSwap", all);
all();
