// Reasons open when a pointer rests on their button or Tab reaches it; Escape closes them (the
// browser's own). Without this script the button opens them.
const REST = 250;
let waiting = null;
let left = null;

const noteOf = (button) => document.getElementById(button.getAttribute("popovertarget"));

function open(button) {
  const note = noteOf(button);
  if (note && !note.matches(":popover-open")) note.showPopover({ source: button });
}

document.addEventListener("pointerover", (event) => {
  clearTimeout(waiting);
  const button = event.target.closest("button.why");
  if (button) waiting = setTimeout(() => open(button), REST);
});

// Who leaves a note by Escape comes back to its button, and does not want the note again.
document.addEventListener("keydown", (event) => {
  left = event.key === "Escape" ? event.target.closest(".because") : null;
}, true);

document.addEventListener("focusin", (event) => {
  const button = event.target.closest("button.why");
  if (button && button.matches(":focus-visible") && noteOf(button) !== left) open(button);
});

document.addEventListener("focusout", (event) => {
  const button = event.target.closest("button.why");
  const note = button ? noteOf(button) : event.target.closest(".because");
  const next = event.relatedTarget;
  if (!note || !next || note.contains(next) || next.getAttribute("popovertarget") === note.id) return;
  if (note.matches(":popover-open")) note.hidePopover();
});
