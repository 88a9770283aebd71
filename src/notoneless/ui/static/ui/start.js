// What scripts add to pages that are whole without them. Listeners sit on the document, so swapped parts need no set-up.
import "./dialogs.js";
import "./files.js";
import "./forms.js";
import "./listing.js";
import "./menus.js";
import "./reveals.js";
import "./themes.js";
import "./toasts.js";

document.documentElement.classList.add("scripted");
