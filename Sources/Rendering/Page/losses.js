'use strict';

/** The losses, step by step, each with a dot that goes along and its rank beside it. */
class LossPanel extends Panel {
  constructor(layer, box) {
    super(layer, box);
    this.now = mark('path', { stroke: color('frame'), 'stroke-width': 0.5, fill: 'none' }, this.inside);
    this.parts = [];
    const worstFirst = [...figure.runners.keys()].reverse();
    for (const index of worstFirst) {
      const { hue } = figure.runners[index];
      const group = mark('g', {}, this.inside);
      this.parts[index] = { group, halo: this.stroke(color('ground'), 2.2, group, { 'stroke-opacity': 0.9 }),
        guide: this.stroke(hue, 0.6, group, { 'stroke-dasharray': '2.4 1.8', 'stroke-linecap': 'butt' }),
        curve: this.stroke(hue, 1.15, group) };
    }
    for (const index of worstFirst) {
      const runner = figure.runners[index];
      const group = mark('g', {}, this.over);
      Object.assign(this.parts[index], { signs: group,
        ring: mark('circle', { r: 1.6, fill: color('ground'), stroke: runner.hue, 'stroke-width': 0.9 }, group),
        leader: this.stroke(runner.hue, 0.5, group, { 'stroke-opacity': 0.85 }),
        head: mark('path', { fill: runner.hue, stroke: color('ground'), 'stroke-width': 0.7 }, group),
        disc: this.hasRanks ? rankDisc(runner, 3.4, group) : null });
    }
  }

  get overhang() { return 1.2; }

  /** Beyond twelve, ranks would stand far from their dots. */
  get hasRanks() { return figure.runners.length <= 12; }

  x(step) { return this.box.x + (this.box.width * step) / Math.max(1, figure.steps); }

  y(position) {
    const [low, high] = figure.losses.range;
    const height = (position - low) / (high - low);
    return this.box.maxY - this.box.height * Math.max(-4, Math.min(5, height));
  }

  makeLine(walk) {
    const toPoint = (position, step) => ({ x: this.x(step), y: this.y(position) });
    const line = new Line(Array.from(walk.losses, toPoint));
    line.guide = new Line(Array.from(walk.guide, toPoint));
    line.ring = this.ring(walk, line);
    return line;
  }

  /** Where a curve crosses the line of arrival for good. */
  ring(walk, line) {
    if (walk.arrival === undefined || figure.losses.goal === undefined) return null;
    const y = this.y(figure.losses.goal);
    if (walk.arrival === 0) return { x: this.x(0), y };
    const [before, after] = [line.points[walk.arrival - 1], line.points[walk.arrival]];
    const share = Math.max(0, Math.min(1, (y - before.y) / (after.y - before.y) || 0));
    return { x: between(before, after, share).x, y };
  }

  draw(state) {
    const { box } = this;
    const heads = [];
    this.now.setAttribute('d', `M${round(this.x(state.time))} ${box.y}V${box.maxY}`);
    figure.runners.forEach((runner, index) => {
      const parts = this.parts[index];
      const line = this.line(runner.walks[state.walks[index]]);
      const shown = prominence(state, index);
      parts.group.setAttribute('opacity', shown);
      parts.signs.setAttribute('opacity', shown);
      parts.signs.style.display = state.off.has(index) ? 'none' : '';
      const { way } = line.upTo(state.time);
      parts.halo.setAttribute('d', way);
      parts.curve.setAttribute('d', way);
      parts.guide.setAttribute('d', line.guide.last > 0 ? line.guide.upTo(state.time).way : '');
      const { ring } = line;
      parts.ring.style.display = ring && ring.x <= this.x(state.time) + 1e-6 ? '' : 'none';
      if (ring) {
        parts.ring.setAttribute('cx', round(ring.x));
        parts.ring.setAttribute('cy', round(ring.y));
      }
      if (!state.off.has(index)) heads.push({ index, ...this.head(line, state.time) });
    });
    this.placeRanks(heads);
  }

  /** The dot on a curve, or an arrow at the border where the curve is beyond it. */
  head(line, time) {
    const { box } = this;
    const { x, y } = line.at(time);
    if (y < box.y) return { x, y: box.y, shape: arrowHead({ x, y: box.y }, { x, y: box.y + 1 }, 4.2) };
    if (y > box.maxY) return { x, y: box.maxY, shape: arrowHead({ x, y: box.maxY }, { x, y: box.maxY - 1 }, 4.2) };
    return { x, y, shape: `M${round(x - 1.7)} ${round(y)}a1.7 1.7 0 1 0 3.4 0a1.7 1.7 0 1 0 -3.4 0Z` };
  }

  /** Ranks beside the dots, in the order of the losses; where curves end at about the same step they make one column. */
  placeRanks(heads) {
    const { box } = this;
    for (const head of heads) this.parts[head.index].head.setAttribute('d', head.shape);
    if (!this.hasRanks) return;
    heads.sort((a, b) => a.x - b.x);
    const columns = [];
    for (const head of heads) {
      const column = columns.at(-1);
      if (column && head.x - column.at(-1).x < 14) column.push(head);
      else columns.push([head]);
    }
    for (const column of columns) {
      const x = column.at(-1).x + 11;
      column.sort((a, b) => a.y - b.y || b.index - a.index);
      const gap = Math.min(8, box.height / Math.max(1, column.length - 1));
      const heights = spread(column.map((head) => head.y), gap, box.y, box.maxY);
      column.forEach((head, rank) => {
        const parts = this.parts[head.index];
        const center = { x, y: heights[rank] };
        place(parts.disc, center);
        parts.leader.setAttribute('d', Line.mark('M', head) + Line.mark('L', { x: x - 5.4, y: center.y })
          + Line.mark('L', center));
      });
    }
  }
}
