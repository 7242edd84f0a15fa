// A report: words marked in its text go into the forms by their place, counted in code points (a
// browser counts UTF-16 units, and an emoji is two of these).
import { keys, tell } from "./room.js";

document.getElementById("m")?.scrollIntoView({ block: "center" });

const say = document.getElementById("say");
const bar = document.getElementById("bar");
let marked = null;

const length = (text) => Array.from(text).length;
const wordsOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".words");

/** How many code points of a piece stand before a place in it. */
function before(piece, node, offset) {
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** What is marked in the text, in code points of the report; null where nothing of it is. */
function selected() {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
  const range = chosen.getRangeAt(0);
  const touched = Array.from(document.querySelectorAll(".words")).filter((piece) => range.intersectsNode(piece));
  if (touched.length === 0) return null;
  const first = touched[0];
  const last = touched[touched.length - 1];
  const from = wordsOf(range.startContainer) === first ? before(first, range.startContainer, range.startOffset) : 0;
  const to = wordsOf(range.endContainer) === last ? before(last, range.endContainer, range.endOffset) : length(last.textContent);
  const start = Number(first.dataset.start) + from;
  const end = Number(last.dataset.start) + to;
  if (start >= end) return null;
  const all = touched.map((piece) => piece.textContent);
  all[all.length - 1] = Array.from(all[all.length - 1]).slice(0, to).join("");
  all[0] = Array.from(all[0]).slice(from).join("");
  return { start, end, quote: all.join("\n") };
}

function put(form, name) {
  form.elements[name].value = marked.quote;
  form.elements[`${name}_start`].value = marked.start;
  form.elements[`${name}_end`].value = marked.end;
}

function open(name, what) {
  const part = document.getElementById(`form-${name}`);
  const form = part.querySelector("form");
  part.open = true;
  if (marked) put(form, "quote");
  if (what) form.elements.what.value = what;
  const next = { fill: "field", event: "event_type", say: "said" }[name];
  form.elements[next].focus();
}

function show() {
  const now = selected();
  if (!now) return;
  marked = now;
  bar.hidden = false;
  document.getElementById("marked").textContent = now.quote.length > 90 ? `${now.quote.slice(0, 80)}…` : now.quote;
  for (const button of say.querySelectorAll(".take")) button.hidden = false;
}

if (say) {
  say.classList.add("scripted");
  document.addEventListener("selectionchange", show);
  say.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-open], button[data-take]");
    if (!button) return;
    if (button.dataset.open) open(button.dataset.open, button.dataset.what);
    else if (marked) {
      put(button.form, button.dataset.take);
      button.form.elements[button.dataset.take].focus();
    }
  });
  // Words that are typed anew are found by the room: their old place holds no more.
  say.addEventListener("input", (event) => {
    const name = event.target.dataset.words;
    if (!name) return;
    event.target.form.elements[`${name}_start`].value = "";
    event.target.form.elements[`${name}_end`].value = "";
  });
  keys({
    m: () => {
      if (bar.hidden) tell("Mark words in the text first.");
      else bar.querySelector("button").focus();
    },
  });
}
