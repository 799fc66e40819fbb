'use strict';

/** What is seen now as one picture: the panels side by side, the title above, and who walked below. */
function currentPicture(state) {
  const panels = ['map', 'losses'].map((kind) => {
    const section = document.querySelector(`.panel.${kind}`);
    const layers = [...section.querySelectorAll(`.view${section.dataset.view} > svg`)];
    const { width, height } = layers[0].viewBox.baseVal;
    return { layers, width, height };
  });
  const [map, losses] = panels;
  const rows = figure.runners.map((runner, index) => ({ runner, index })).filter(({ index }) => !state.off.has(index));
  const top = 34;
  const width = map.width + losses.width + 22;
  const height = top + Math.max(map.height, losses.height + 14 + 11 * rows.length) + 8;
  const picture = mark('svg', { xmlns: NAMESPACE, width: `${width}pt`, height: `${height}pt`,
    viewBox: `0 0 ${width} ${height}`, 'font-family': "'DejaVu Sans', Verdana, sans-serif" });
  mark('rect', { width: '100%', height: '100%', fill: color('page') }, picture);
  const say = (words, x, y, size, more = {}) => {
    mark('text', { x, y, 'font-size': size, fill: color('ink'), ...more }, picture).textContent = words;
  };
  say(plain(figure.title), 10, 17, 10.5, { 'font-weight': 'bold' });
  say(`step ${Math.floor(state.time)} of ${figure.steps}`, 10, 29, 7, { fill: color('ink2') });
  let left = 4;
  for (const panel of panels) {
    for (const layer of panel.layers) {
      const copy = layer.cloneNode(true);
      for (const [key, value] of Object.entries({ x: left, y: top, width: panel.width, height: panel.height })) {
        copy.setAttribute(key, value);
      }
      picture.append(copy);
    }
    left += panel.width + 10;
  }
  rows.forEach(({ runner, index }, row) => {
    const walk = runner.walks[state.walks[index]];
    const y = top + losses.height + 14 + 11 * row;
    const x = map.width + 34;
    mark('circle', { cx: x - 8, cy: y - 2.4, r: 3.6, fill: runner.hue }, picture);
    say(runner.rank, x - 8, y - 0.5, 5, { fill: runner.ink, 'text-anchor': 'middle', 'font-weight': 'bold' });
    say(plain(runner.name), x, y, 6.7);
    say(plain(walk.rate), x + 120, y, 6.5, { 'text-anchor': 'end' });
    say(plain(walk.loss), x + 180, y, 6.5, { 'text-anchor': 'end' });
    say(walk.ending, x + 190, y, 6.2, { fill: color('ink2') });
  });
  return new XMLSerializer().serializeToString(picture);
}
