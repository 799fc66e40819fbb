'use strict';

// The table: a row for everyone who walks, with a switch, a slider over the rates there are, and the words of the walk at
// the rate it stands at.

const new_ = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

class Table {
  /** `change` is called after something was switched, moved or pointed at. */
  constructor(table, state, change) {
    this.state = state;
    this.change = change;
    const [names, rate, steps, loss, ending] = figure.columns;
    const head = table.querySelector('thead tr');
    const heads = [['name', names], ['rate', rate], ['steps', steps], ['loss', loss], ['ending', ending]];
    for (const [kind, words] of heads) {
      const cell = new_('th', { scope: 'col', className: kind });
      write(cell, words);
      head.append(cell);
    }
    const body = table.querySelector('tbody');
    this.rows = figure.runners.map((runner, index) => this.row(runner, index));
    body.append(...this.rows.map((row) => row.element));
  }

  row(runner, index) {
    const disc = new_('span', { className: 'disc', textContent: runner.rank });
    disc.style.background = runner.hue;
    disc.style.color = runner.ink;
    const name = new_('span', { className: 'label' });
    write(name, runner.name);
    const toggle = new_('button', { type: 'button', className: 'toggle' }, disc, name);
    toggle.setAttribute('aria-label', `${runner.name}, rank ${runner.rank}`);
    const cells = Object.fromEntries(['steps', 'loss', 'ending'].map((kind) => [kind, new_('td', { className: kind })]));
    const rate = this.rateCell(runner, index);
    const element = new_('tr', { className: runner.winner ? 'winner' : '' },
      new_('th', { scope: 'row', className: 'name' }, toggle), rate.cell, cells.steps, cells.loss, cells.ending);
    const badge = new_('span', { className: 'badge' });
    cells.ending.append(badge);
    element.style.setProperty('--hue', runner.hue);
    element.addEventListener('click', (event) => {
      if (!event.target.closest('.rate')) this.toggle(index);
    });
    element.addEventListener('pointerenter', () => this.point(index));
    element.addEventListener('pointerleave', () => this.point(null));
    element.addEventListener('focusin', () => this.point(index));
    element.addEventListener('focusout', () => this.point(null));
    return { element, toggle, badge, ...cells, ...rate };
  }

  rateCell(runner, index) {
    const words = new_('span', { className: 'number' });
    const inside = new_('div', {}, words);
    const cell = new_('td', { className: 'rate' }, inside);
    if (runner.walks.length < 2) return { cell, words };
    const last = runner.walks.length - 1;
    const slider = new_('input', { type: 'range', min: 0, max: last, step: 1, value: runner.chosen });
    slider.setAttribute('aria-label', `Rate of ${runner.name}`);
    slider.addEventListener('input', () => this.choose(index, Number(slider.value)));
    const step = (sign, label, by) => {
      const button = new_('button', { type: 'button', className: 'step', textContent: sign });
      button.setAttribute('aria-label', `${label} rate of ${runner.name}`);
      button.addEventListener('click', () => this.choose(index, this.state.walks[index] + by));
      return button;
    };
    const track = new_('span', { className: 'track' }, slider);
    track.style.setProperty('--chosen', runner.chosen / last);
    inside.prepend(new_('span', { className: 'stepper' }, step('−', 'Lower', -1), track, step('+', 'Higher', 1)));
    return { cell, words, slider };
  }

  toggle(index) {
    const { off } = this.state;
    if (!off.delete(index)) off.add(index);
    this.change();
  }

  choose(index, walk) {
    const last = figure.runners[index].walks.length - 1;
    this.state.walks[index] = Math.max(0, Math.min(last, walk));
    this.change();
  }

  point(index) {
    this.state.pointed = index;
    this.change();
  }

  /** Whether somebody walks at another rate than the one that was compared. */
  get hasMoved() { return figure.runners.some((runner, index) => this.state.walks[index] !== runner.chosen); }

  draw() {
    figure.runners.forEach((runner, index) => {
      const row = this.rows[index];
      const walk = runner.walks[this.state.walks[index]];
      const isOff = this.state.off.has(index);
      const isChosen = this.state.walks[index] === runner.chosen;
      row.element.classList.toggle('off', isOff);
      row.element.classList.toggle('pointed', this.state.pointed === index);
      row.element.classList.toggle('elsewhere', !isChosen);
      row.toggle.setAttribute('aria-pressed', String(!isOff));
      if (row.shown === walk) return;
      row.shown = walk;
      write(row.words, walk.rate);
      write(row.steps, walk.steps);
      row.steps.classList.toggle('never', walk.steps === '–');
      write(row.loss, walk.loss);
      row.badge.className = `badge ${walk.mood}`;
      row.badge.textContent = walk.ending;
      if (!row.slider) return;
      row.slider.value = this.state.walks[index];
      row.slider.setAttribute('aria-valuetext', `${row.words.textContent}${isChosen ? ', the tuned rate' : ''}`);
    });
  }
}
