'use strict';

// What the file carries: the figure as text, and its walks as packed series (see PackedSeries.swift).

const figure = JSON.parse(document.getElementById('figure').textContent);

/** A function that reads the next series of whole numbers from packed bytes. */
function seriesReader(bytes) {
  let place = 0;
  function number() {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = bytes[place++];
      value += (byte & 127) * unit;
      if (byte < 128) return value;
      unit *= 128;
    }
  }
  return function series() {
    const head = number();
    const isSecondOrder = head % 2 === 1;
    const numbers = new Float64Array((head - (head % 2)) / 2);
    let slope = 0;
    let value = 0;
    let zeros = 0;
    for (let index = 0; index < numbers.length; index++) {
      let difference = 0;
      if (zeros > 0) {
        zeros--;
      } else {
        const folded = number();
        if (folded === 0) zeros = number();
        difference = folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2;
      }
      if (isSecondOrder) {
        slope += difference;
        value += slope;
      } else {
        value += difference;
      }
      numbers[index] = value;
    }
    return numbers;
  };
}

/** Adds to every walk its path in shares of the map, and its losses as positions on their axis. */
function unpackWalks() {
  const text = atob(document.getElementById('series').textContent);
  const series = seriesReader(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  const position = (grains) => grains * figure.losses.quantum;
  for (const runner of figure.runners) {
    for (const walk of runner.walks) {
      walk.x = series().map((part) => part / figure.grain);
      walk.y = series().map((part) => part / figure.grain);
      walk.losses = series().map(position);
      walk.guide = runner.guide ? series().map(position) : new Float64Array(0);
    }
  }
}

/** The loss at a position of the axis, as words. */
function lossAt(position) {
  const { scale, unit, quantum } = figure.losses;
  const edge = (figure.limit - 1) * quantum;
  if (position >= edge) return '∞';
  if (position <= -edge) return scale === 'logarithmic' ? '0' : '−∞';
  if (scale === 'linear') return numberText(position);
  if (scale === 'logarithmic') return numberText(10 ** position);
  return numberText(unit * Math.sinh(position * Math.LN10));
}

/** Three figures: plain from 0.001 to 9999, else with a power of ten. */
function numberText(value) {
  if (value === 0 || !Number.isFinite(value)) return value === 0 ? '0' : '∞';
  const sign = value < 0 ? '−' : '';
  const [mantissa, power] = Math.abs(value).toExponential(2).split('e');
  const exponent = Number(power);
  if (exponent >= -3 && exponent < 4) return sign + Math.abs(value).toFixed(Math.max(0, 2 - exponent));
  return `${sign}${mantissa}×10${raised(String(exponent))}`;
}

/** Figures and signs as the raised characters there are. */
function raised(words) { return words.replace(/[-−]/, '⁻').replace(/[0-9]/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]); }

/** Words in which ^{...} is raised, without markup, for a picture. */
function plain(words) { return words.replace(/\^\{([-−0-9]+)\}/g, (_, power) => raised(power)); }

/** The point after a step in the coordinates of the surface, as words; nothing outside the window. */
function pointText(walk, step) {
  const shares = [walk.x[step], 1 - walk.y[step]];
  if (!shares.every((share) => share >= 0 && share <= 1)) return 'outside the window';
  const words = figure.axes.map((axis, index) => {
    const [low, high] = axis.range;
    // As many decimals as the page tells apart.
    const decimals = Math.max(0, Math.ceil(-Math.log10((high - low) / 4000)));
    return (low + shares[index] * (high - low)).toFixed(decimals).replace('-', '−');
  });
  return words.length === 1 ? `${figure.axes[0].name} = ${words[0]}` : `(${words.join(', ')})`;
}

/** Fills an element with words in which ^{...} is raised and _{...} lowered. */
function write(element, words) {
  element.textContent = '';
  for (const part of words.split(/([\^_]\{[^}]*\})/)) {
    if (part === '') continue;
    const isScript = /^[\^_]\{/.test(part);
    const piece = isScript ? document.createElement(part[0] === '^' ? 'sup' : 'sub') : document.createTextNode(part);
    if (isScript) piece.textContent = part.slice(2, -1);
    element.append(piece);
  }
}

unpackWalks();
