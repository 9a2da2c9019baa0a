// Cards, pictures and files that came with a message, and the buttons of cards and suggested replies.
import { el } from './dom.js';
import { link, markdown, safeAddress } from './markdown.js';

/** A button for a card action: a link when it opens something, else it answers through `act(action)`. */
export function actionButton(action, t, act) {
  const title = action.title || action.value;
  if (action.type === 'openUrl' || action.type === 'call') {
    const address = action.type === 'call' && !/^tel:/.test(action.value) ? `tel:${action.value}` : action.value;
    return link(address, title, t, { class: 'button', dir: 'auto' });
  }
  return el('button', { type: 'button', class: 'button', dir: 'auto', onclick: () => act(action) }, title);
}

function picture(address, name) {
  let safe = safeAddress(address);
  if (/^(blob:|data:image\/(png|jpeg|gif|webp);)/.test(address)) safe = address;
  return safe && el('img', { src: safe, alt: name || '', loading: 'lazy', onerror: (event) => event.target.remove() });
}

function card({ title, subtitle, text, images, buttons }, small, t, act) {
  const image = images && images[0];
  return el('div', { class: small ? 'card small' : 'card' },
    image && picture(image.url, image.alt),
    el('div', { class: 'words' },
      title && el('p', { class: 'title', dir: 'auto' }, title),
      subtitle && el('p', { class: 'subtitle', dir: 'auto' }, subtitle),
      text && markdown(text, t)),
    buttons && buttons.length > 0 && el('div', { class: 'actions' }, buttons.map((b) => actionButton(b, t, act))));
}

/** Nodes for the attachments this widget can show; others are left out. */
export function attachments(list, t, act) {
  return (list || []).map(({ contentType = '', contentUrl, content, name }) => {
    if (/card\.(hero|thumbnail)$/.test(contentType)) return content && card(content, contentType.endsWith('thumbnail'), t, act);
    if (contentType.startsWith('application/vnd.microsoft')) return null;
    const shown = contentUrl && contentType.startsWith('image/') && picture(contentUrl, name);
    if (shown) return el('figure', null, shown, name && el('figcaption', { dir: 'auto' }, name));
    return name && el('p', { class: 'file' }, contentUrl && safeAddress(contentUrl) ? link(contentUrl, name, t, { dir: 'auto' }) : el('span', { dir: 'auto' }, name));
  });
}
