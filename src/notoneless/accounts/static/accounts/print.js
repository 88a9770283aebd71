// The button that prints the page; without script the browser's own menu does it.
document.querySelectorAll('[data-print]').forEach(function (button) {
  button.hidden = false
  button.addEventListener('click', function () { window.print() })
})
