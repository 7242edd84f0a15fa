// Deciding by keys, one incident after another: the keys press the page's own buttons and links.
import { keys, tell } from "./room.js";

const triage = () => document.getElementById("triage");
const waiting = [];
let busy = false;

function focusItem() {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  (target?.querySelector("a") ?? document.getElementById("item"))?.focus();
  document.getElementById("show-keys").hidden = false;
}

/** Presses what a key stands for; while a decision is on its way, keys wait for the next item. */
function press(key) {
  if (busy) {
    waiting.push(key);
    return;
  }
  const target = triage().querySelector(`[data-key="${key}"]`);
  if (!target) return;
  busy = target.closest("form") !== null || target.rel !== "";
  target.click();
}

function acceptAndStay() {
  const stay = triage().querySelector('[name="stay"]');
  if (stay && !busy) stay.checked = true;
  press("a");
}

function nextQuote() {
  const quotes = [...triage().querySelectorAll(".quote")];
  const place = quotes.indexOf(document.activeElement);
  quotes[(place + 1) % quotes.length]?.focus();
}

function showKeys() {
  document.getElementById("keys").showModal();
}

keys({
  a: () => press("a"), A: acceptAndStay, r: () => press("r"), s: () => press("s"), f: () => press("f"),
  u: () => press("u"), n: () => press("n"), p: () => press("p"), o: () => press("o"),
  ArrowRight: () => press("n"), ArrowLeft: () => press("p"), q: nextQuote, "?": showKeys,
});

document.addEventListener("click", (event) => {
  if (event.target.closest("#show-keys")) showKeys();
});
document.getElementById("keys").addEventListener("close", () => {
  if (document.activeElement === document.body) focusItem();
});
// What was decided on a page that is out of date is answered with the page of now: it is shown.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 409) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
document.addEventListener("htmx:afterSettle", () => {
  busy = false;
  focusItem();
  tell(`${document.getElementById("progress").textContent} incidents done`);
  if (waiting.length) press(waiting.shift());
});
for (const failed of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failed, () => { busy = false; waiting.length = 0; });
}
focusItem();
