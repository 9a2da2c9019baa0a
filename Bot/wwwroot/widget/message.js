// One message in the log: who speaks, what was said, when, and whether it went out.
import { attachments } from './cards.js';
import { aside, el, icon } from './dom.js';
import { markdown } from './markdown.js';
import { sources } from './sources.js';

/** The time in the reader's own way of writing it, with the day when it isn't today. */
function time(timestamp) {
  const date = new Date(timestamp);
  if (isNaN(date)) return null;
  const today = date.toDateString() === new Date().toDateString();
  const shown = date.toLocaleString(undefined, today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
  return el('time', { dir: 'auto', datetime: date.toISOString() }, shown);
}

function thumbs(entry, t, does) {
  const thanks = el('span', { class: 'thanks' }, entry.rating && t.thanks);
  const thumb = (rating, label) => el('button', {
    type: 'button', class: `thumb ${rating}`, 'aria-label': label, title: label, 'aria-pressed': String(entry.rating === rating),
    onclick: () => entry.rating !== rating && does.rate(entry, rating),
  }, icon('up'));
  return [thumb('up', t.helpful), thumb('down', t.unhelpful), thanks];
}

function state(entry, t, does) {
  const { state: now, share } = entry;
  if (now === 'sending' && share != null) {
    const name = (entry.activity.attachments || []).map((file) => file.name).join(', ');
    return el('progress', { value: share, max: 1, 'aria-label': name });
  }
  if (now === 'sending') return el('span', null, t.sending);
  if (now === 'lost') return el('span', { class: 'trouble' }, t.lost);
  if (now === 'waiting' || now === 'failed') {
    return [el('span', { class: 'trouble' }, t[now]),
      el('button', { type: 'button', class: 'text', onclick: () => does.resend(entry) }, t.resend)];
  }
  return null;
}

/** The line under a message. It speaks for itself, so the log's live region leaves it alone. */
export function footer(entry, t, does) {
  const { activity } = entry;
  return el('div', { class: 'meta', 'aria-live': 'off' },
    entry.state && entry.state !== 'sent' ? state(entry, t, does) : time(activity.timestamp || activity.localTimestamp),
    !entry.mine && activity.channelData && activity.channelData.feedbackEnabled === true && thumbs(entry, t, does));
}

/** The message's node. `does`: `act(action)`, `rate(entry, rating)`, `resend(entry)`. */
export function messageView(entry, t, language, does) {
  const { activity, mine } = entry;
  const { id, name } = activity.from || {};
  const who = mine ? t.you : id !== 'bot' && name ? name : t.assistant; // people who answer have their own ids and names
  const { cite, list } = sources(activity, t, language);
  const text = activity.text || '';
  const said = mine ? text && el('p', { dir: 'auto', class: 'plain' }, text) : markdown(text, t, cite);
  const shown = [said].flat().length > 0 && text !== '';
  return el('div', { class: `message ${mine ? 'mine' : 'theirs'}`, 'aria-live': mine && 'off' },
    el('p', { class: 'who' }, el('span', { 'aria-hidden': 'true' }, who), aside(t.said(who))),
    (shown || list) && el('div', { class: 'bubble', lang: activity.locale }, shown && said, list),
    attachments(activity.attachments, t, does.act),
    footer(entry, t, does));
}
