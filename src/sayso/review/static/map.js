// The map: offline outlines, one symbol per precision, nothing drawn finer than it is known.
// It reads <div data-map data-src="…"> and leaves the page's table, which says the same, alone.
// A feature stands for one incident, or for as many as its `incidents` says; where the answer is
// `counted`, points are so many that each window of the map is asked for anew.

const CELL = 52;            // pixels: dots of one square this wide are drawn as one count
const LISTED = 12;          // incidents named in one balloon; the table has them all
const RING_KM = { admin2: 30, area: 60, water: 60 };
const WORDS = {
  exact: "exact place",
  near: "near the place",
  admin2: "somewhere in the district",
  area: "somewhere in the area",
  water: "somewhere on the water",
  admin1: "somewhere in the province",
};

const element = (tag, name, words) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
};
const sum = (features) => features.reduce((all, { incidents = 1 }) => all + incidents, 0);
const plural = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

/** Draws the maps below an element that are not drawn yet. */
export function mountMaps(root) {
  for (const place of root.querySelectorAll("[data-map]:not([data-drawn])")) {
    place.dataset.drawn = "";
    mount(place).catch((error) => {
      place.replaceChildren(element("p", "map-message", `The map could not be drawn (${error.message}). The table holds the same.`));
    });
  }
}

async function mount(place) {
  if (!globalThis.L) throw new Error("this checkout has no page script: run make assets");
  const beside = (name) => new URL(`outlines/${name}.json`, import.meta.url).href;
  const canvas = element("div", "map-canvas");
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", place.getAttribute("aria-label") ?? "Map of incidents; the table holds the same");
  canvas.append(element("p", "map-waiting", "The map is being drawn."));
  place.replaceChildren(canvas);
  const [data, countries] = await Promise.all([
    load(place.dataset.src), load(place.dataset.countries ?? beside("countries")),
  ]);
  const kinds = sort(data.features);
  const outlines = kinds.province.length ? load(place.dataset.admin1 ?? beside("admin1")) : null;
  canvas.replaceChildren();
  const map = base(canvas, countries);
  const bounds = L.latLngBounds([]);
  drawRings(map, bounds, kinds.ring);
  const dots = drawDots(map, bounds, kinds.dot);
  const settle = () => { view(map, bounds); dots.redraw(); };
  settle();
  const undrawn = outlines ? drawProvinces(map, bounds, kinds.province, await outlines) : [];
  if (outlines) settle();
  canvas.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
  if (data.counted) follow(map, place.dataset.src, dots);
  place.append(legend(kinds, [...kinds.none, ...undrawn], data.unlocated ?? 0));
}

/** Asks for what each new window of the map holds; an answer that comes too late is left. */
function follow(map, src, dots) {
  let asked = 0;
  const ask = async () => {
    const address = new URL(src, location.href);
    const window = map.getBounds().pad(0.2);
    address.searchParams.set("box", [window.getWest(), window.getSouth(), window.getEast(), window.getNorth()].map((degrees) => degrees.toFixed(4)).join(","));
    address.searchParams.set("zoom", Math.round(map.getZoom()));
    const own = ++asked;
    const data = await load(address.href);
    if (own === asked) dots.replace(sort(data.features).dot);
  };
  map.on("moveend", () => ask().catch(() => {}));
  ask().catch(() => {});
}

async function load(address) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${new URL(address, location.href).pathname} answers ${answer.status}`);
  return answer.json();
}

/** What is drawn as a dot, a ring, a province, and not at all. */
function sort(features) {
  const kinds = { dot: [], ring: [], province: [], none: [] };
  for (const feature of features) {
    const located = Number.isFinite(feature.lat) && Number.isFinite(feature.lon);
    if (feature.precision === "admin1") kinds.province.push(feature);
    else if (located && feature.precision in RING_KM) kinds.ring.push(feature);
    else if (located && feature.precision !== "country") kinds.dot.push(feature);
    else kinds.none.push(feature);
  }
  return kinds;
}

function base(canvas, countries) {
  const map = L.map(canvas, {
    attributionControl: false, minZoom: 1, maxZoom: 10, zoomSnap: 0.5, renderer: L.svg({ padding: 0.5 }),
    maxBounds: [[-85, -200], [85, 200]], maxBoundsViscosity: 0.8, fadeAnimation: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.setView([20, 15], 2);
  L.geoJSON(countries, { interactive: false, smoothFactor: 1.2, style: { className: "map-land", weight: 0.8 } }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  hatch(canvas.querySelector("svg"));
  return map;
}

/** The pattern of provinces: hatching is told apart from a plain area without colour. */
function hatch(svg) {
  const make = (tag, values) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
    return made;
  };
  const pattern = make("pattern", { id: "map-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(make("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "map-hatch" }));
  const defs = make("defs", {});
  defs.append(pattern);
  svg.prepend(defs);
}

const gather = (features, keyOf) => {
  const groups = new Map();
  for (const feature of features) {
    const key = keyOf(feature);
    if (groups.has(key)) groups.get(key).push(feature); else groups.set(key, [feature]);
  }
  return groups;
};

/** Draws one outline for each province with incidents; gives back those without an outline. */
function drawProvinces(map, bounds, features, outlines) {
  const byId = new Map();
  const byName = new Map();
  for (const outline of outlines.features) {
    for (const division of outline.properties.divisions) {
      byId.set(division.id, outline);
      byName.set(`${outline.properties.country}|${division.name}`, outline);
    }
  }
  const of = (feature) => byId.get(feature.geonameid) ?? byName.get(`${feature.country}|${feature.admin1}`);
  const groups = gather(features, of);
  for (const [outline, group] of groups) {
    if (!outline) continue;
    const { wider } = outline.properties;
    const names = [...new Set(group.map((feature) => feature.admin1))].join(", ");
    const where = wider && wider !== names ? `${names}, drawn as ${wider}, which holds it on an older map` : names;
    const layer = L.geoJSON(outline, { style: { className: wider ? "map-province map-wider" : "map-province", fillColor: "url(#map-hatch)", fillOpacity: 1, weight: 1.6 } }).addTo(map);
    bounds.extend(layer.getBounds());
    layer.eachLayer((path) => reachable(path, group, where, ({ latlng }) => open(map, latlng ?? path.getBounds().getCenter(), group, where)));
  }
  return groups.get(undefined) ?? [];
}

/** Draws a ring around what is known to an area: the incident is somewhere within. */
function drawRings(map, bounds, features) {
  const radius = (feature) => feature.radius_km ?? RING_KM[feature.precision];
  for (const group of gather(features, (f) => `${f.lat}|${f.lon}|${radius(f)}`).values()) {
    const [{ lat, lon }] = group;
    const ring = L.circle([lat, lon], { radius: radius(group[0]) * 1000, className: "map-ring", weight: 1.6 }).addTo(map);
    bounds.extend(ring.getBounds());
    const where = `within ${radius(group[0])} km`;
    reachable(ring, group, where, ({ latlng }) => open(map, latlng ?? ring.getLatLng(), group, where));
  }
}

/** Draws dots, those that would overlap as one count; drawn anew when the view changes. */
function drawDots(map, bounds, first) {
  let features = first;
  for (const { lat, lon } of features) bounds.extend([lat, lon]);
  const drawn = new Map();
  const redraw = () => {
    const groups = clusters(map, features);
    for (const [key, marker] of drawn) if (!groups.has(key)) { marker.remove(); drawn.delete(key); }
    for (const [key, group] of groups) if (!drawn.has(key)) drawn.set(key, drawDot(map, group));
  };
  map.on("moveend", redraw);
  return { redraw, replace: (others) => { features = others; redraw(); } };
}

/** What is in view, by squares of pixels; squares whose middles are too near become one. */
function clusters(map, features) {
  const seen = map.getBounds().pad(0.2);
  const pixel = ({ lat, lon }) => map.project([lat, lon]);
  const squares = gather(features.filter(({ lat, lon }) => seen.contains([lat, lon])), (feature) => {
    const { x, y } = pixel(feature);
    return `${Math.floor(x / CELL)}|${Math.floor(y / CELL)}`;
  });
  const made = [];
  for (const [key, group] of [...squares].sort(([, a], [, b]) => b.length - a.length)) {
    const middle = pixel({ lat: mean(group, "lat"), lon: mean(group, "lon") });
    const near = made.find((cluster) => cluster.middle.distanceTo(middle) < CELL);
    if (near) near.group.push(...group); else made.push({ key, middle, group });
  }
  return new Map(made.map(({ key, group }) => [`${map.getZoom()}|${key}|${group.length}|${sum(group)}`, group]));
}

const mean = (group, key) => group.reduce((all, feature) => all + feature[key] * (feature.incidents ?? 1), 0) / sum(group);

function drawDot(map, group) {
  const one = sum(group) === 1;
  const told = one ? "" : sum(group).toLocaleString("en");
  const size = one ? [16, 16] : [18 + 8 * told.length, 26];
  const icon = L.divIcon({
    className: one ? `map-dot map-${group[0].precision}` : "map-count",
    html: one ? "" : element("span", "", told),
    iconSize: size,
  });
  const marker = L.marker([mean(group, "lat"), mean(group, "lon")], { icon }).addTo(map);
  const whole = L.latLngBounds(group.map(({ lat, lon }) => [lat, lon]));
  const apart = !whole.getNorthEast().equals(whole.getSouthWest());
  const several = group.some(({ incidents = 1, place, href }) => incidents > 1 && !place && !href);
  const splits = (apart || several) && map.getZoom() < map.getMaxZoom();
  const where = one ? WORDS[group[0].precision] : splits ? "zoom in" : "at one place";
  reachable(marker, group, where, () => {
    if (!splits) return open(map, marker.getLatLng(), group);
    map.getContainer().focus();
    return apart ? map.fitBounds(whole.pad(0.3)) : map.setView(marker.getLatLng(), Math.min(map.getZoom() + 2, map.getMaxZoom()));
  });
  return marker;
}

/** Makes what is drawn a button: reached by Tab, told by its words, opened by Enter or space. */
function reachable(layer, group, where, act) {
  layer.on("click", act);
  const shape = layer.getElement();
  shape.setAttribute("tabindex", "0");
  shape.setAttribute("role", "button");
  shape.setAttribute("aria-label", `${group.length === 1 && group[0].title ? group[0].title : plural(sum(group), "incident")}: ${where}`);
  shape.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act({});
  });
}

/** Opens a balloon; its first link has the focus until it closes. */
function open(map, at, group, where) {
  const opener = document.activeElement;
  map.once("popupopen", ({ popup }) => {
    popup.getElement().querySelector("a[href]").focus({ preventScroll: true });
    map.once("popupclose", () => (opener.isConnected && opener !== document.body ? opener : map.getContainer()).focus({ preventScroll: true }));
  });
  map.openPopup(balloon(group, where), at, { autoPanPadding: [12, 12], maxWidth: 280 });
}

/** What a symbol stands for: each incident with its address, and how finely it is known. */
function balloon(group, where) {
  const box = element("div", "map-balloon");
  if (where) box.append(element("p", "", where));
  const list = box.appendChild(element("ul"));
  for (const feature of group.slice(0, LISTED)) {
    const item = list.appendChild(element("li"));
    const link = item.appendChild(element(feature.href ? "a" : "span", "", feature.title));
    if (feature.href) link.href = feature.href;
    const told = [WORDS[feature.precision]];
    if (feature.count) told.push(plural(feature.count, "report"));
    if (feature.killed) told.push(`killed, in the accounts: ${[...new Set([feature.killed].flat())].join(" to ")}`);
    item.append(element("span", "", told.join(" · ")));
  }
  if (group.length > LISTED) box.append(element("p", "", `and ${group.length - LISTED} more: see the table`));
  return box;
}

function view(map, bounds) {
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.1), { maxZoom: 7, animate: false });
}

/** What the symbols mean, and how many incidents are not on the map. */
function legend(kinds, undrawn, unlocated) {
  const list = element("ul", "map-legend");
  const entry = (sign, count, words) => {
    if (!count) return;
    const item = list.appendChild(element("li"));
    if (sign) item.append(element("span", `map-key ${sign}`));
    item.append(`${plural(count, "incident")} ${words}`);
  };
  const near = sum(kinds.dot.filter(({ precision }) => precision === "near"));
  entry("map-exact", sum(kinds.dot) - near, "at an exact place");
  entry("map-near", near, "near a place");
  entry("map-ring-key", sum(kinds.ring), "somewhere within a ring");
  const outlined = sum(kinds.province) - sum(undrawn.filter(({ precision }) => precision === "admin1"));
  entry("map-province-key", outlined, "somewhere in a hatched province");
  entry("", sum(undrawn) + unlocated, "not on the map: see the list");
  list.append(element("li", "faint", "Outlines: Natural Earth. Places: GeoNames. The borders are theirs and settle no claim."));
  return list;
}

document.addEventListener("htmx:load", (event) => mountMaps(event.target));
mountMaps(document);
