// Builds elements without HTML text, so that nothing a message holds can become markup.

const SVG = 'http://www.w3.org/2000/svg';

const SHAPES = {
  attach: 'M12 5v14M5 12h14',
  chat: 'M21 11.5a8 8 0 0 1-8.5 8 9 9 0 0 1-3.5-.7L4 20l1.3-4A8 8 0 1 1 21 11.5z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  up: 'M7 11v9H4v-9zl4-8c2 0 2.5 1.5 2 3l-1 3h6c1 0 2 1 1.7 2l-1.5 7c-.2.7-1 1-1.7 1H7',
};

/**
 * Makes an element. `on…` functions become listeners, `true` an empty attribute; false, null and undefined leave it out.
 * Children are nodes, texts, arrays of them, or nothing.
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(9).filter((child) => child || child === 0));
  return element;
}

/** A decorative line drawing, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Text for screen readers only. */
export const aside = (text) => el('span', { class: 'sr' }, text);
