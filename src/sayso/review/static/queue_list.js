// The list of the queue by keys: arrows go from incident to incident, Enter opens, n begins.
import { keys } from "./room.js";

const links = [...document.querySelectorAll(".queue h2 a")];

function go(step) {
  const place = links.indexOf(document.activeElement);
  links[Math.min(Math.max(place + step, 0), links.length - 1)]?.focus();
}

keys({
  ArrowDown: () => go(1), j: () => go(1), ArrowUp: () => go(-1), k: () => go(-1),
  n: () => document.getElementById("begin").click(),
});
