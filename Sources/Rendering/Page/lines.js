'use strict';

// The lines of a walk on a panel: corners in points of the panel's picture, cut into strokes that can be shown up to any
// step. They are drawn as the still figure draws them.

/** How far corners may lie outside a picture, in points. */
const FAR = 1e5;

const round = (value) => Math.round(value * 100) / 100;
const near = (value) => round(Math.max(-FAR, Math.min(FAR, value)));

/** A box from its left edge, its upper edge, its width and its height. */
function boxOf([x, y, width, height]) {
  return {
    x, y, width, height, maxX: x + width, maxY: y + height,
    contains: (point) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height,
  };
}

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

/** The share of the way from a point inside a box to one outside it at which the way leaves the box. */
function exitShare(box, from, to) {
  let share = 1;
  const sides = [[from.x, to.x, box.x, box.maxX], [from.y, to.y, box.y, box.maxY]];
  for (const [start, end, low, high] of sides) {
    if (end > high) share = Math.min(share, (high - start) / (end - start));
    if (end < low) share = Math.min(share, (low - start) / (end - start));
  }
  return Math.max(0, share);
}

/** Whether a line turns by more than 120 degrees at a corner. */
function turnsBack(before, corner, after) {
  const [ax, ay, bx, by] = [corner.x - before.x, corner.y - before.y, after.x - corner.x, after.y - corner.y];
  return ax * bx + ay * by < -0.5 * Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
}

/** A line through points that can be cut off at any step. */
class Line {
  /** With `splits`, strokes that only go back and forth are kept apart, to be drawn thin. */
  constructor(points, splits = false) {
    this.points = points;
    this.way = [];
    this.strokes = [];
    const sides = points.length - 1;
    const back = points.map((point, corner) =>
      splits && corner > 0 && corner < sides && turnsBack(points[corner - 1], point, points[corner + 1]));
    let wasStroke = null;
    for (let side = 0; side < sides; side++) {
      const isStroke = splits && back[side] && back[side + 1] && distance(points[side], points[side + 1]) > 0.8;
      const move = isStroke === wasStroke ? '' : Line.mark('M', points[side]);
      const piece = move + Line.mark('L', points[side + 1]);
      this.way.push(isStroke ? '' : piece);
      this.strokes.push(isStroke ? piece : '');
      wasStroke = isStroke;
    }
  }

  static mark(letter, point) { return `${letter}${near(point.x)} ${near(point.y)}`; }

  get last() { return this.points.length - 1; }

  /** The point at a time, on the side between two steps. */
  at(time) {
    const step = Math.min(Math.floor(time), this.last);
    return step === this.last ? this.points[step] : between(this.points[step], this.points[step + 1], time - step);
  }

  /** The two kinds of stroke up to a time, as paths. */
  upTo(time) {
    const step = Math.min(Math.floor(time), this.last);
    let way = this.way.slice(0, step).join('');
    let strokes = this.strokes.slice(0, step).join('');
    if (step < this.last && time > step) {
      const rest = Line.mark('M', this.points[step]) + Line.mark('L', this.at(time));
      if (this.strokes[step]) strokes += rest; else way += rest;
    }
    return { way, strokes };
  }
}

/** The steps 1, 2, 5, 10, 20, 50 ... at which a path has a dot, where there is room for one. */
function dotSteps(line, box) {
  const steps = [];
  let previous = line.points[0];
  const end = line.points[line.last];
  for (let decade = 1; decade <= line.last; decade *= 10) {
    for (const step of [decade, 2 * decade, 5 * decade]) {
      const point = line.points[step];
      if (!point || !box.contains(point) || distance(point, previous) < 4.2 || distance(point, end) < 3.4) continue;
      steps.push(step);
      previous = point;
    }
  }
  return steps;
}

/** An arrow head with its point at a place. */
function arrowHead(tip, from, length) {
  const reach = distance(tip, from);
  const [along, across] = reach > 0 ? [(tip.x - from.x) / reach, (tip.y - from.y) / reach] : [0, -1];
  const base = { x: tip.x - along * length, y: tip.y - across * length };
  const half = length * 0.45;
  const corner = (side) => ({ x: base.x - side * across * half, y: base.y + side * along * half });
  return Line.mark('M', tip) + Line.mark('L', corner(1)) + Line.mark('L', corner(-1)) + 'Z';
}

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A new element of a picture, with its attributes. */
function mark(name, attributes, parent) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
}

/** Moves numbers apart, in order, until neighbours differ by a gap, within limits. */
function spread(wanted, gap, low, high) {
  const room = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
  const result = [...wanted];
  for (let pass = 0; pass < 40; pass++) {
    for (let index = 1; index < result.length; index++) {
      const lack = room - (result[index] - result[index - 1]);
      if (lack > 0) {
        result[index - 1] -= lack / 2;
        result[index] += lack / 2;
      }
    }
    result.forEach((value, index) => { result[index] = Math.max(low, Math.min(high, value)); });
  }
  let least = low;
  for (let index = 0; index < result.length; index++) {
    result[index] = Math.max(result[index], least);
    least = result[index] + room;
  }
  let most = high;
  for (let index = result.length - 1; index >= 0; index--) {
    result[index] = Math.min(result[index], most);
    most = result[index] - room;
  }
  return result;
}
