// What every page of the room needs: messages to people, and keys that are inert in text fields.

/** Says something in the corner of the page; screen readers hear it. */
export function tell(words) {
  const told = document.getElementById("told");
  told.textContent = words;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { told.textContent = ""; }, 6000);
}

/** The token that every decision must carry. */
export const csrf = () => document.querySelector('meta[name="csrf"]').content;

/** Whether a key press is meant for a text field, a list or a dialogue. */
export function isTyping(event) {
  return event.ctrlKey || event.metaKey || event.altKey ||
    event.target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;
}

/** Binds keys to actions: `{a: (event) => …}`; the page's list of keys opens with "?". */
export function keys(bound) {
  document.addEventListener("keydown", (event) => {
    if (isTyping(event)) return;
    const act = bound[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}

/** Languages by their names, as far as the browser knows them; without script their codes stand. */
function nameLanguages() {
  const names = new Intl.DisplayNames("en", { type: "language", fallback: "code" });
  for (const place of document.querySelectorAll("[data-language], [data-facet=language] li a bdi")) {
    const code = place.textContent.trim();
    if (/^[a-z]{2,3}(-\w+)*$/.test(code)) place.textContent = names.of(code);
  }
}
nameLanguages();

document.body.addEventListener("htmx:responseError", (event) => {
  const told = event.detail.xhr.responseText.match(/<main[\s\S]*?<p>([\s\S]*?)<\/p>/);
  tell(told ? new DOMParser().parseFromString(told[1], "text/html").body.textContent : "It did not work: load the page again.");
});
document.body.addEventListener("htmx:sendError", () => tell("The room does not answer: is sayso serve still running?"));
