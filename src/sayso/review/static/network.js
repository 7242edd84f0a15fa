// The network: who is told to have acted on whom. It reads <div data-network data-src="…"> and leaves
// the page's table, which says the same, alone. Nodes are reached by Tab and walked by arrow keys.

const SHAPES = ["ellipse", "round-rectangle", "diamond", "hexagon", "triangle", "pentagon"];
const LINES = ["solid", "dashed", "dotted"];
const LARGEST = 1.4;
const NAMED = { narrow: 5, wide: 14 };   // actors of most weight, whose words are readable however small the picture is
const NARROW = 600; // pixels
const MOST = 120;   // actors: more is a thicket to the eye, and the table has them all

const element = (tag, name, words) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
};

/** Draws the networks below an element that are not drawn yet. */
export function mountNetworks(root) {
  for (const place of root.querySelectorAll("[data-network]:not([data-drawn])")) {
    place.dataset.drawn = "";
    mount(place).catch((error) => {
      place.replaceChildren(element("p", "network-message", `The network could not be drawn (${error.message}). The table holds the same.`));
    });
  }
}

async function mount(place) {
  if (!globalThis.cytoscape) throw new Error("this checkout has no page script: run make assets");
  const answer = await fetch(place.dataset.src, { credentials: "same-origin", headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${new URL(place.dataset.src, location.href).pathname} answers ${answer.status}`);
  const all = await answer.json();
  const data = weightiest(all);
  if (!data.nodes.length) {
    place.replaceChildren(element("p", "network-message", "No actors and nothing between them here."));
    return;
  }
  const canvas = element("div", "network-canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", place.getAttribute("aria-label") ?? "Network of actors: arrow keys walk, Enter goes to the actor; the table holds the same");
  const told = element("p", "network-told", "Arrow keys walk from actor to actor, + and − zoom, 0 shows all. A thicker line: more incidents.");
  told.setAttribute("role", "status");
  const kinds = { node: kindsOf(data.nodes), edge: kindsOf(data.edges) };
  place.replaceChildren(canvas, told, legend(kinds, all.nodes.length - data.nodes.length));
  const graph = draw(canvas, data, kinds);
  walk(canvas, told, graph);
}

/** The actors of most weight, and what is between them. */
function weightiest({ nodes, edges }) {
  const kept = [...nodes].sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0)).slice(0, MOST);
  const ids = new Set(kept.map(({ id }) => id));
  return { nodes: kept, edges: edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
}

const kindsOf = (items) => [...new Set(items.map((item) => item.kind ?? ""))].sort();

function draw(canvas, data, kinds) {
  // the library would add a style element, which the page's policy forbids: network.css holds it
  if (!document.getElementById("__________cytoscape_stylesheet")) {
    document.head.append(Object.assign(document.createElement("meta"), { id: "__________cytoscape_stylesheet" }));
  }
  const most = (items) => Math.max(1, ...items.map((item) => item.weight ?? 1));
  const share = (item, top) => Math.sqrt((item.weight ?? 1) / top);
  const [heaviest, thickest] = [most(data.nodes), most(data.edges)];
  const ring = (n) => ({ x: 300 * Math.cos(2.4 * n), y: 300 * Math.sin(2.4 * n) });   // no two alike, no chance
  const named = canvas.clientWidth < NARROW ? NAMED.narrow : NAMED.wide;
  const elements = [
    ...data.nodes.map((node, n) => ({ group: "nodes", classes: n < named ? "named" : "", position: ring(n), data: { ...node, id: String(node.id), size: 16 + 30 * share(node, heaviest), shape: SHAPES[kinds.node.indexOf(node.kind ?? "") % SHAPES.length] } })),
    ...data.edges.map((edge, n) => ({ group: "edges", data: { ...edge, id: `edge ${n}`, source: String(edge.source), target: String(edge.target), width: 1 + 6 * share(edge, thickest), line: LINES[kinds.edge.indexOf(edge.kind ?? "") % LINES.length] } })),
  ];
  const graph = globalThis.cytoscape({
    container: canvas, elements, style: styles(), minZoom: 0.2, maxZoom: 4, boxSelectionEnabled: false,
    userZoomingEnabled: false, layout: LAYOUT,
  });
  const recolour = () => graph.style(styles(readable(graph)));
  graph.on("zoom", recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  new ResizeObserver(() => showAll(graph.resize())).observe(canvas);
  return graph;
}

/** Shows the whole network, a small one no larger than its words want. */
function showAll(graph) {
  graph.fit(undefined, 24);
  if (graph.zoom() > LARGEST) graph.zoom(LARGEST).center();
}

/** A layout that gives the same picture for the same network. */
const LAYOUT = { name: "cose", animate: false, randomize: false, numIter: 500, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 90, nodeRepulsion: () => 9000, padding: 24 };

/** Colours of the page as they are now: the library draws on a canvas, which no style reaches. */
function colours() {
  const probe = document.body.appendChild(element("span"));
  const of = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const found = { words: of("words"), ground: of("ground"), link: of("link"), faint: of("faint"), dispute: of("dispute") };
  probe.remove();
  return found;
}

/** The size of words, in the graph's own measure, that is twelve pixels on the screen. */
const readable = (graph) => Math.max(12, 12 / graph.zoom());

/** The looks; `large` is the size of the words at hand, which a small picture leaves readable. */
function styles(large = 12) {
  const { words, ground, link, faint, dispute } = colours();
  return [
    { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", shape: "data(shape)", "background-color": link, "border-width": 1.5, "border-color": ground, color: words, "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130, "text-background-color": ground, "text-background-opacity": 0.85, "text-background-padding": 1, "min-zoomed-font-size": 9 } },
    { selector: "node.named", style: { "font-size": large, "min-zoomed-font-size": 0, "z-index": 1 } },
    { selector: "edge", style: { width: "data(width)", "line-style": "data(line)", "line-color": faint, "target-arrow-color": faint, "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier", opacity: 0.75 } },
    { selector: "node.away", style: { opacity: 0.25 } },
    { selector: "edge.away", style: { opacity: 0.12 } },
    { selector: "node.near", style: { "font-size": large, "min-zoomed-font-size": 0, "z-index": 2 } },
    { selector: "node.here", style: { "border-width": 4, "border-color": dispute } },
    { selector: "edge.here", style: { label: "data(label)", "z-index": 1, opacity: 1, "line-color": words, "target-arrow-color": words, color: words, "font-size": large * 0.85, "text-background-color": ground, "text-background-opacity": 0.9, "text-rotation": "autorotate" } },
  ];
}

/** Keys and clicks: the actor at hand, its neighbours, and the way to its page. */
function walk(canvas, told, graph) {
  const inOrder = graph.nodes().sort((a, b) => (b.data("weight") ?? 0) - (a.data("weight") ?? 0) || a.data("label").localeCompare(b.data("label")));
  let at = -1;
  const leave = () => { at = -1; graph.elements().removeClass("here near away"); };
  const show = (node) => {
    at = inOrder.indexOf(node);
    const near = node.closedNeighborhood();
    graph.elements().removeClass("here near").addClass("away");
    near.removeClass("away").addClass("near");
    node.union(node.connectedEdges()).addClass("here");
    told.textContent = sentence(node);
  };
  const step = (by) => show(inOrder[(at + by + inOrder.length) % inOrder.length]);
  const go = () => { const href = at >= 0 && inOrder[at].data("href"); if (href) location.assign(href); };
  const zoom = (by) => graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const bound = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), ArrowLeft: () => step(at < 0 ? 0 : -1), ArrowUp: () => step(at < 0 ? 0 : -1),
    Home: () => show(inOrder[0]), End: () => show(inOrder[inOrder.length - 1]), Enter: go, Escape: leave,
    "+": () => zoom(1.25), "-": () => zoom(0.8), 0: () => showAll(graph),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !bound[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    bound[event.key]();
  });
  graph.on("tap", "node", ({ target }) => show(target));
  graph.on("tap", (event) => { if (event.target === graph) leave(); });
}

/** What the lines of an actor say, the weightiest first. */
function sentence(node) {
  const edges = node.connectedEdges().sort((a, b) => (b.data("weight") ?? 0) - (a.data("weight") ?? 0));
  const lines = edges.slice(0, 4).map((edge) => {
    const what = edge.data("label") || edge.data("kind") || "";
    const weight = edge.data("weight") ? ` (${edge.data("weight")})` : "";
    return `${edge.source().data("label")} → ${edge.target().data("label")}${what ? `: ${what}` : ""}${weight}`;
  });
  const more = edges.length > 4 ? `; and ${edges.length - 4} more in the table` : "";
  const kind = node.data("kind") ? `, ${node.data("kind")}` : "";
  return `${node.data("label")}${kind}. ${lines.join("; ")}${more}${node.data("href") ? ". Enter opens it." : ""}`;
}

/** Which form stands for which kind of actor, which line for which kind of tie, what is left out. */
function legend(kinds, left) {
  const list = element("ul", "network-legend");
  const entry = (sign, kind) => {
    if (!kind) return;
    const item = list.appendChild(element("li"));
    item.append(element("span", `network-key network-${sign}`), kind);
  };
  kinds.node.forEach((kind, n) => entry(SHAPES[n % SHAPES.length], kind));
  kinds.edge.forEach((kind, n) => entry(LINES[n % LINES.length], kind));
  if (left) list.append(element("li", "", `The ${MOST} actors of most weight: ${left.toLocaleString("en")} more are in the table only`));
  return list;
}

document.addEventListener("htmx:load", (event) => mountNetworks(event.target));
mountNetworks(document);
