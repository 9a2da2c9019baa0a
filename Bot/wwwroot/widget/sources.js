// The sources of an answer: [1] markers in its text, and the list below it that they lead to.
import { el } from './dom.js';
import { link } from './markdown.js';

/** The claims a message cites, by schema.org's Message entity. */
export function citations(activity) {
  const message = (activity.entities || []).find((entity) => /schema\.org\/Message$/.test(entity.type) && Array.isArray(entity.citation));
  return message ? message.citation.filter((claim) => claim.appearance && claim.appearance.name) : [];
}

const keywords = (appearance) => [].concat(appearance.keywords || []).join(' ');

/** The as-of date that the abstract or the keywords name (ISO), written out; else nothing. */
function asOf(appearance, t, language) {
  const found = /\b\d{4}-\d{2}-\d{2}\b/.exec(`${keywords(appearance)} ${appearance.abstract || ''}`);
  const date = found && new Date(`${found[0]}T00:00:00Z`);
  return date && !isNaN(date) && t.asOf(new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(date));
}

/** `{ cite, list }`: the marker maker for `markdown`, and the list's node (nothing without sources). */
export function sources(activity, t, language) {
  const entries = new Map(citations(activity).map(({ position, appearance }) => {
    const notes = [/\bofficial\b/i.test(keywords(appearance)) && t.official, asOf(appearance, t, language)].filter(Boolean);
    const item = el('li', { tabindex: '-1', value: position },
      appearance.url ? link(appearance.url, appearance.name, t, { dir: 'auto' }) : el('span', { dir: 'auto' }, appearance.name),
      notes.length > 0 && el('span', { class: 'notes' }, notes.join(' · ')));
    return [position, { item, name: appearance.name }];
  }));
  const cite = (position) => {
    const entry = entries.get(position);
    return entry && el('button', {
      type: 'button', class: 'cite', 'aria-label': t.source(position, entry.name),
      onclick: () => (entry.item.querySelector('a') || entry.item).focus(),
    }, String(position));
  };
  const list = entries.size > 0 && el('div', { class: 'sources' },
    el('p', { class: 'label' }, t.sources), el('ol', null, [...entries.values()].map((entry) => entry.item)));
  return { cite, list };
}
