'use strict';

// The panels of the figure: the map or the curve with the paths on it, and the losses. Each draws into the layer between
// the pictures of what lies under the lines and over them.

const colors = getComputedStyle(document.documentElement);
const color = (name) => colors.getPropertyValue(`--${name}`).trim();

/** What a panel draws of one who walks is dimmed where somebody else is pointed at, and nearly gone when switched off. */
function prominence(state, index) {
  if (state.off.has(index)) return 0.1;
  return state.pointed === null || state.pointed === index ? 1 : 0.22;
}

let clips = 0;

/** What panels have in common: a box in the picture, a layer, and a line for every walk, made when it is first shown. */
class Panel {
  constructor(layer, box) {
    this.layer = layer;
    this.box = box;
    this.lines = new Map();
    const name = `lines-${clips++}`;
    const clip = mark('clipPath', { id: name }, layer);
    mark('rect', { x: box.x - this.overhang, y: box.y - this.overhang, width: box.width + 2 * this.overhang,
      height: box.height + 2 * this.overhang }, clip);
    this.inside = mark('g', { 'clip-path': `url(#${name})` }, layer);
    this.over = mark('g', {}, layer);
    this.finger = mark('circle', { r: 2.6, fill: 'none', 'stroke-width': 1 }, layer);
  }

  get overhang() { return 0; }

  line(walk) {
    if (!this.lines.has(walk)) this.lines.set(walk, this.makeLine(walk));
    return this.lines.get(walk);
  }

  stroke(hue, width, parent, more = {}) {
    return mark('path', { fill: 'none', stroke: hue, 'stroke-width': width, 'stroke-linecap': 'round',
      'stroke-linejoin': 'round', ...more }, parent);
  }

  /** The step nearest to a place in the picture among the lines that are seen, if one is near. */
  nearest(place, state) {
    let best = null;
    figure.runners.forEach((runner, index) => {
      if (state.off.has(index)) return;
      const line = this.line(runner.walks[state.walks[index]]);
      const last = Math.min(Math.floor(state.time), line.last);
      for (let step = 0; step <= last; step++) {
        const [a, b] = [line.points[step], line.points[Math.min(step + 1, last)]];
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const square = dx * dx + dy * dy;
        const share = square > 0 ? Math.max(0, Math.min(1, ((place.x - a.x) * dx + (place.y - a.y) * dy) / square)) : 0;
        const apart = distance(place, between(a, b, share));
        if (apart < 6 && (!best || apart < best.apart - 1e-9)) {
          best = { index, step: share > 0.5 ? Math.min(step + 1, last) : step, apart };
        }
      }
    });
    return best;
  }

  /** Rings the step that is pointed at, wherever it was pointed at. */
  point(found, state) {
    const line = found && this.line(figure.runners[found.index].walks[state.walks[found.index]]);
    const place = line && line.points[Math.min(found.step, line.last)];
    const isSeen = Boolean(place && this.box.contains(place));
    this.finger.style.display = isSeen ? '' : 'none';
    if (!isSeen) return;
    this.finger.setAttribute('cx', round(place.x));
    this.finger.setAttribute('cy', round(place.y));
    this.finger.setAttribute('stroke', color('ink'));
  }
}

/** A disc with a rank in it. */
function rankDisc(runner, radius, parent) {
  const disc = mark('g', {}, parent);
  mark('circle', { r: radius + 0.9, fill: color('halo') }, disc);
  mark('circle', { r: radius, fill: runner.hue }, disc);
  const size = radius * (runner.rank < 10 ? 1.36 : 1.12);
  const text = mark('text', { 'font-size': size, 'font-weight': 'bold', 'text-anchor': 'middle', y: round(size * 0.365),
    fill: runner.ink }, disc);
  text.textContent = runner.rank;
  return disc;
}

const place = (element, point) => element.setAttribute('transform', `translate(${round(point.x)} ${round(point.y)})`);

/** Paths, each with dots of time and its end; with `discs`, a rank at each end. */
class PathPanel extends Panel {
  constructor(layer, box, { toPoint, discs = false, signs = [], stepDots = false }) {
    super(layer, box);
    this.toPoint = toPoint;
    this.stepDots = stepDots;
    this.fan = discs ? new Fan(box, signs) : null;
    const worstFirst = [...figure.runners.keys()].reverse();
    this.companions = discs ? worstFirst.filter((index) => figure.runners[index].companions.length > 0)
      .map((index) => new Companions(this, index)) : [];
    const halos = mark('g', {}, this.inside);
    this.halos = [];
    this.parts = [];
    for (const index of worstFirst) {
      const group = mark('g', {}, halos);
      this.halos[index] = { group, thin: this.stroke(color('halo'), 0.9, group, { 'stroke-opacity': 0.55 }),
        wide: this.stroke(color('halo'), 2.85, group, { 'stroke-opacity': 0.85 }) };
    }
    for (const index of worstFirst) {
      const { hue } = figure.runners[index];
      const group = mark('g', {}, this.inside);
      this.parts[index] = { group, thin: this.stroke(hue, 0.5, group, { 'stroke-opacity': 0.6 }),
        halo: this.stroke(color('halo'), 2.05, group, { 'stroke-opacity': 0.85 }),
        wide: this.stroke(hue, 1.35, group) };
    }
    // Dots and ends lie over all lines.
    for (const index of worstFirst) {
      const { hue } = figure.runners[index];
      const dots = mark('g', {}, this.inside);
      Object.assign(this.parts[index], { onTop: dots, steps: this.stroke(hue, 1.8, dots),
        rims: this.stroke(hue, 3.25, dots), dots: this.stroke(color('halo'), 1.75, dots),
        end: mark('path', { fill: hue, stroke: color('halo'), 'stroke-width': 0.8 }, dots) });
    }
    for (const index of discs ? worstFirst : []) {
      const { hue } = figure.runners[index];
      this.parts[index].leader = this.stroke(hue, 0.7, this.over);
    }
    for (const index of discs ? worstFirst : []) {
      this.parts[index].disc = rankDisc(figure.runners[index], 4.3, this.over);
    }
  }

  makeLine(walk) {
    const points = Array.from(walk.x, (_, step) => this.toPoint(walk, step));
    const line = new Line(points, true);
    line.dots = points.length > 0 ? dotSteps(line, this.box) : [];
    line.marks = [];
    if (this.stepDots) {
      let previous = points[0];
      points.forEach((point, step) => {
        const isFree = step > 0 && distance(point, previous) >= 2.6;
        if (isFree) previous = point;
        line.marks.push(isFree ? Line.mark('M', point) + 'h0' : '');
      });
    }
    return line;
  }

  draw(state) {
    const ends = [];
    for (const companions of this.companions) companions.draw(state);
    figure.runners.forEach((runner, index) => {
      const line = this.line(runner.walks[state.walks[index]]);
      const [parts, halo] = [this.parts[index], this.halos[index]];
      const shown = prominence(state, index);
      parts.group.setAttribute('opacity', shown);
      parts.onTop.setAttribute('opacity', shown);
      halo.group.setAttribute('opacity', shown === 1 ? 1 : 0);
      if (line.last < 0) return;
      const { way, strokes } = line.upTo(state.time);
      for (const element of [halo.thin, parts.thin]) element.setAttribute('d', strokes);
      for (const element of [halo.wide, parts.halo, parts.wide]) element.setAttribute('d', way);
      parts.steps.setAttribute('d', line.marks.slice(0, Math.floor(state.time) + 1).join(''));
      const dots = line.dots.filter((step) => step <= state.time).map((step) => Line.mark('M', line.points[step]) + 'h0');
      parts.rims.setAttribute('d', dots.join(''));
      parts.dots.setAttribute('d', dots.join(''));
      const end = this.end(line, state.time);
      parts.end.setAttribute('d', end.shape);
      if (parts.disc) {
        const isSeen = !state.off.has(index) && end.anchor !== null;
        parts.disc.style.display = parts.leader.style.display = isSeen ? '' : 'none';
        parts.disc.setAttribute('opacity', shown);
        parts.leader.setAttribute('opacity', shown);
        if (isSeen) ends.push({ index, anchor: end.anchor, line });
      }
    });
    if (this.fan) this.placeDiscs(ends, state);
  }

  /** The mark at the end of a path, and where a leader to its disc starts. */
  end(line, time) {
    const head = line.at(time);
    if (this.box.contains(head)) {
      const radius = time >= line.last ? 1.25 : 1.9;
      const { x, y } = head;
      const arc = `a${radius} ${radius} 0 1 0 `;
      return { shape: `M${round(x - radius)} ${round(y)}${arc}${2 * radius} 0${arc}${-2 * radius} 0Z`, anchor: head };
    }
    if (time < line.last || line.last < 1) return { shape: '', anchor: null };
    const before = line.points[line.last - 1];
    const from = this.box.contains(before) ? before : this.box.contains(line.points[0]) ? line.points[0] : head;
    const tip = between(from, head, exitShare(this.box, from, head));
    const back = distance(tip, from);
    return { shape: arrowHead(tip, from, 6.2), anchor: between(tip, from, back > 0 ? Math.min(10, back) / back : 0) };
  }

  placeDiscs(ends, state) {
    this.fan.clear();
    for (const end of ends) this.fan.addLine(end.line, state.time);
    for (const { index, anchor } of ends) {
      const center = this.fan.place(index, anchor);
      place(this.parts[index].disc, center);
      const start = Line.mark('M', anchor);
      this.parts[index].leader.setAttribute('d', distance(anchor, center) > 1 ? start + Line.mark('L', center) : '');
    }
  }
}

/** Further points of a walk, thin and beneath all paths: a point that follows, a simplex, a cloud. */
class Companions {
  constructor(panel, index) {
    const runner = figure.runners[index];
    this.index = index;
    this.chosen = runner.chosen;
    this.group = mark('g', {}, panel.inside);
    const { box } = panel;
    this.pieces = runner.companions.map(({ step, shape, points }) => {
      const corners = points.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
      const dots = () => corners.map((corner) => Line.mark('M', corner) + 'h0').join('');
      const line = () => corners.map((corner, place) => Line.mark(place ? 'L' : 'M', corner)).join('');
      return { step, d: shape === 'dots' ? dots() : line() + (shape === 'outline' ? 'Z' : '') };
    });
    const [{ shape }] = runner.companions;
    const stroke = (hue, width, opacity, more = {}) =>
      panel.stroke(hue, width, this.group, { 'stroke-opacity': opacity, ...more });
    if (shape === 'line') {
      stroke(color('halo'), 1.3, 0.6);
      stroke(runner.hue, 0.6, 0.8, { 'stroke-dasharray': '2 1.4', 'stroke-linecap': 'butt' });
    } else if (shape === 'outline') {
      stroke(color('halo'), 1, 0.5, { fill: runner.hue, 'fill-opacity': 0.07 });
      stroke(runner.hue, 0.45, 0.7);
    } else {
      stroke(runner.hue, 1.5, 0.55);
    }
  }

  draw(state) {
    // Only the walk that was compared has them.
    const isSeen = state.walks[this.index] === this.chosen;
    const d = isSeen ? this.pieces.filter(({ step }) => step <= state.time).map((piece) => piece.d).join('') : '';
    for (const path of this.group.children) path.setAttribute('d', d);
    this.group.setAttribute('opacity', prominence(state, this.index));
  }
}

/** Finds places for discs beside the ends of paths: near, off the paths, and apart; a disc keeps its place if it can. */
class Fan {
  constructor(box, signs) {
    this.box = box;
    this.signs = signs;
    this.columns = Math.ceil(box.width / 3) + 1;
    this.crowd = new Uint8Array(this.columns * (Math.ceil(box.height / 3) + 1));
    this.kept = new Map();
    this.offsets = [{ x: 0, y: 0, length: 0 }];
    for (const length of [11, 15, 20, 26, 33, 42]) {
      for (let turn = 0; turn < 20; turn++) {
        const angle = (turn * Math.PI) / 10;
        this.offsets.push({ x: length * Math.cos(angle), y: length * Math.sin(angle), length });
      }
    }
  }

  clear() {
    this.crowd.fill(0);
    this.placed = [];
  }

  addLine(line, time) {
    const last = Math.min(Math.floor(time), line.last);
    for (let step = 0; step < last; step++) {
      const [a, b] = [line.points[step], line.points[step + 1]];
      const parts = Math.min(200, Math.ceil(distance(a, b) / 2));
      for (let part = 0; part < parts; part++) {
        const point = between(a, b, part / parts);
        if (this.box.contains(point)) this.crowd[this.cell(point.x, point.y)] = 1;
      }
    }
  }

  cell(x, y) { return Math.floor((y - this.box.y) / 3) * this.columns + Math.floor((x - this.box.x) / 3); }

  /** How much of the paths a disc would hide. */
  hidden(center) {
    let count = 0;
    for (let y = center.y - 4.5; y <= center.y + 4.5; y += 3) {
      for (let x = center.x - 4.5; x <= center.x + 4.5; x += 3) {
        if (this.box.contains({ x, y })) count += this.crowd[this.cell(x, y)];
      }
    }
    return count;
  }

  place(index, anchor) {
    let best = { cost: Infinity, offset: this.offsets[0] };
    this.offsets.forEach((offset) => {
      if (0.55 * offset.length > best.cost) return;
      const center = { x: anchor.x + offset.x, y: anchor.y + offset.y };
      const { x, y, maxX, maxY } = this.box;
      if (center.x < x + 5.7 || center.x > maxX - 5.7 || center.y < y + 5.7 || center.y > maxY - 5.7) return;
      if (this.signs.some((sign) => distance(sign, center) < 10.2)) return;
      if (this.placed.some((other) => distance(other, center) < 11)) return;
      const cost = 0.55 * offset.length + this.hidden(center) * (offset.length === 0 ? 0.8 : 1.6)
        - (this.kept.get(index) === offset ? 6 : 0);
      if (cost < best.cost) best = { cost, offset };
    });
    this.kept.set(index, best.offset);
    const center = { x: anchor.x + best.offset.x, y: anchor.y + best.offset.y };
    this.placed.push(center);
    return center;
  }
}
