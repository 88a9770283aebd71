// A file may be dropped on the zone around its field; its name is said.
const zone = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("dragover", (event) => {
  if (!zone(event)) return;
  event.preventDefault();
  zone(event).classList.add("drop-over");
});

document.addEventListener("dragleave", (event) => zone(event)?.classList.remove("drop-over"));

document.addEventListener("drop", (event) => {
  const place = zone(event);
  if (!place) return;
  event.preventDefault();
  place.classList.remove("drop-over");
  const input = place.querySelector("input[type=file]");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const place = zone(event);
  if (!place) return;
  const files = [...event.target.files];
  const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);
  place.querySelector(".drop-name").textContent = files.map((file) => `${file.name}（${size(file.size)}）`).join("、");
});
