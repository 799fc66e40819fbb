'use strict';

// The page: what is shown, and the controls that change it.

const one = (selector) => document.querySelector(selector);

const state = {
  time: figure.steps,
  off: new Set(),
  walks: figure.runners.map((runner) => runner.chosen),
  pointed: null,
  isPlaying: false,
};

/** What is drawn on the map, and on the losses, for each width of them; made when it is first seen. */
const makers = {
  map(layer, { map, strip }) {
    const box = boxOf(map);
    const signs = figure.signs.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
    const toPoint = (walk, step) => ({ x: box.x + walk.x[step] * box.width, y: box.y + walk.y[step] * box.height });
    const panels = [new PathPanel(layer, box, { toPoint, discs: true, signs, stepDots: figure.axes.length === 1 })];
    if (!strip) return panels;
    const below = boxOf(strip);
    const overTime = (walk, step) => ({ x: below.x + walk.x[step] * below.width,
      y: below.y + figure.depths[step] * below.height });
    return [...panels, new PathPanel(layer, below, { toPoint: overTime })];
  },
  losses: (layer, { losses }) => [new LossPanel(layer, boxOf(losses))],
};

const made = new Map();

/** The panels of a section as wide as it is now: where it is small, its pictures have larger letters. */
function panelsOf(kind) {
  const section = one(`.panel.${kind}`);
  const view = section.clientWidth < 480 ? 1 : 0;
  section.dataset.view = view;
  const key = kind + view;
  if (!made.has(key)) made.set(key, makers[kind](section.querySelector(`.view${view} .lines`), figure.views[view]));
  return made.get(key);
}

const allPanels = () => [...panelsOf('map'), ...panelsOf('losses')];

const table = new Table(one('table'), state, () => requestDraw());
const time = one('.time');
time.max = figure.steps;
one('.help .rates').hidden = figure.runners.every((runner) => runner.walks.length === 1);

let isWaiting = false;

/** Draws before the next frame, once, however much has changed. */
function requestDraw() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    draw();
  });
}

function draw() {
  for (const panel of allPanels()) panel.draw(state);
  table.draw();
  const step = Math.floor(state.time);
  time.value = step;
  const words = `step ${step} of ${figure.steps}`;
  time.setAttribute('aria-valuetext', words);
  one('.count').textContent = words;
  one('.play').setAttribute('aria-label', state.isPlaying ? 'Pause' : 'Play');
  one('.play path').setAttribute('d', state.isPlaying ? 'M7 5h3.6v14H7zM13.4 5H17v14h-3.6z' : 'M7 4.5v15l12.5-7.5z');
  one('.moved').hidden = !table.hasMoved;
}

// Playing: the first steps, which are the longest, take more time than the last ones.

/** How many seconds a walk takes at speed 1. */
const DURATION = 12;
const BEND = 3.2;
const stepAt = (share) => (figure.steps * Math.expm1(BEND * share)) / Math.expm1(BEND);
const shareAt = (step) => Math.log1p((step / Math.max(1, figure.steps)) * Math.expm1(BEND)) / BEND;

let before = null;

function play(isPlaying) {
  if (isPlaying && state.time >= figure.steps) state.time = 0;
  state.isPlaying = isPlaying;
  before = null;
  if (isPlaying) requestAnimationFrame(tick);
  requestDraw();
}

function tick(now) {
  if (!state.isPlaying) return;
  const seconds = before === null ? 0 : Math.min(0.1, (now - before) / 1000);
  before = now;
  const share = shareAt(state.time) + (seconds * Number(one('.speed select').value)) / DURATION;
  state.time = Math.min(figure.steps, stepAt(share));
  if (state.time >= figure.steps) state.isPlaying = false;
  draw();
  if (state.isPlaying) requestAnimationFrame(tick);
}

function goTo(step) {
  state.isPlaying = false;
  state.time = Math.max(0, Math.min(figure.steps, step));
  requestDraw();
}

one('.play').addEventListener('click', () => play(!state.isPlaying));
time.addEventListener('input', () => goTo(Number(time.value)));
one('.back').addEventListener('click', () => {
  figure.runners.forEach((runner, index) => { state.walks[index] = runner.chosen; });
  requestDraw();
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTime = event.target === time;
  // Sliders of rates, lists and buttons have keys of their own.
  const isOther = !isTime && event.target.closest('input, select');
  const isButton = event.target.closest('button');
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key] * (event.shiftKey ? 10 : 1);
  if (event.key === ' ' && !isButton && !event.target.closest('select')) play(!state.isPlaying);
  else if (steps && !isOther && (isTime || !event.key.match(/Up|Down/))) goTo(Math.floor(state.time) + steps);
  else if (event.key === 'Home' && !isOther) goTo(0);
  else if (event.key === 'End' && !isOther) goTo(figure.steps);
  else return;
  event.preventDefault();
});

// Pointing at a line: its step, its point and its loss.

const tip = one('.tip');

function showTip(found, event) {
  state.pointed = found ? found.index : null;
  tip.hidden = !found;
  for (const panel of allPanels()) panel.point(found, state);
  requestDraw();
  if (!found) return;
  const runner = figure.runners[found.index];
  const walk = runner.walks[state.walks[found.index]];
  const name = new_('strong');
  write(name, runner.name);
  name.style.setProperty('--hue', runner.hue);
  const loss = walk.losses[found.step];
  const lines = [`step ${found.step}`, found.step < walk.x.length ? pointText(walk, found.step) : 'outside the window',
    loss === undefined ? '' : `${figure.losses.name} ${lossAt(loss)}`];
  tip.replaceChildren(name, ...lines.filter(Boolean).map((textContent) => new_('span', { textContent })));
  const { clientWidth, clientHeight } = document.documentElement;
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, clientWidth - tip.offsetWidth - 6))}px`;
  const above = event.clientY + 16 + tip.offsetHeight > clientHeight;
  tip.style.top = `${above ? event.clientY - tip.offsetHeight - 10 : event.clientY + 16}px`;
}

function find(kind, event) {
  for (const panel of panelsOf(kind)) {
    const matrix = panel.layer.getScreenCTM();
    if (!matrix) continue;
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const found = panel.box.contains(place) ? panel.nearest(place, state) : null;
    if (found) return found;
  }
  return null;
}

for (const kind of ['map', 'losses']) {
  const panel = one(`.${kind}.panel`);
  for (const name of ['pointermove', 'pointerdown']) {
    panel.addEventListener(name, (event) => showTip(find(kind, event), event));
  }
  panel.addEventListener('pointerleave', (event) => showTip(null, event));
}

one('.save').addEventListener('click', () => {
  const link = new_('a', { download: `${document.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.svg` });
  link.href = URL.createObjectURL(new Blob([currentPicture(state)], { type: 'image/svg+xml' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

new ResizeObserver(requestDraw).observe(one('main'));

// A page may be opened at a step: figure.html#step=40. Otherwise it plays once, unless its reader wants no motion.
const asked = location.hash.match(/^#step=(\d+)$/);
if (asked) goTo(Number(asked[1]));
else if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play(true);
draw();
document.documentElement.dataset.ready = 'true';
