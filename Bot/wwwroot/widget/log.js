// The message log: each message once, in order; the reader's place kept; who is writing; suggested replies.
import { actionButton } from './cards.js';
import { el } from './dom.js';
import { footer, messageView } from './message.js';

const KEPT = 200; // messages kept on the page, for old phones

export class Log {
  #entries = []; #t; #language; #does; #suggested = null; #typing = 0;

  /** `does`: `act(action)`, `rate(entry, rating)`, `resend(entry)`, `say(text)` to a screen reader. */
  constructor(does) {
    this.#does = does;
    this.list = el('div', { role: 'log', 'aria-live': 'polite', class: 'log' });
    this.writing = el('div', { class: 'writing', hidden: true, 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
    this.replies = el('div', { class: 'replies', role: 'group', hidden: true });
    this.node = el('div', { class: 'scroller', tabindex: '0', role: 'region', onscroll: () => this.#seen() },
      this.list, this.writing, this.replies);
    this.latest = el('button', { type: 'button', class: 'latest', hidden: true, onclick: () => this.#toEnd() });
  }

  speak(t, language) {
    this.#t = t;
    this.#language = language;
    for (const named of [this.list, this.node]) named.setAttribute('aria-label', t.messages);
    this.replies.setAttribute('aria-label', t.replies);
    this.latest.textContent = `${t.latest} ↓`;
    this.quietly(() => this.list.replaceChildren(...this.#entries.map((entry) => this.#view(entry))));
    this.suggest(this.#suggested);
  }

  get newest() { return this.#entries[this.#entries.length - 1]; }

  /** The id of the other side's newest message. */
  get lastOfTheirs() {
    const theirs = this.#entries.filter((entry) => !entry.mine);
    return theirs.length ? theirs[theirs.length - 1].activity.id : null;
  }

  /** How many messages of the other side follow the one with the id. */
  unread(id) { return this.#entries.slice(this.#entries.findIndex((entry) => entry.activity.id === id) + 1).filter((entry) => !entry.mine).length; }

  /** Changes the log without announcing it: history, another language. */
  quietly(change) {
    this.list.setAttribute('aria-live', 'off');
    change();
    setTimeout(() => this.list.setAttribute('aria-live', 'polite'), 200);
  }

  /** Takes a message in; the one with the same id or clientActivityID is brought up to date instead. True when it was new. */
  add(activity, mine, state) {
    const client = activity.channelData && activity.channelData.clientActivityID;
    const known = this.find(activity.id) || (mine && this.find(client));
    if (known) {
      if (activity.id && !known.activity.id) {
        known.activity = { ...activity, attachments: known.activity.attachments || activity.attachments };
        this.update(known, { state: 'sent', share: null });
      }
      return false;
    }
    const entry = { activity, mine, client, state };
    const follows = this.#atEnd();
    this.#entries.push(entry);
    this.list.append(this.#view(entry));
    if (this.#entries.length > KEPT) this.#entries.shift().node.remove();
    if (mine || follows) this.#show(entry);
    else this.latest.hidden = false;
    return true;
  }

  /** What hasn't been sent stays below what has. */
  pendingLast() {
    const waits = (entry) => !entry.activity.id;
    for (const entry of this.#entries.filter(waits)) this.list.append(entry.node);
    this.#entries = [...this.#entries.filter((entry) => !waits(entry)), ...this.#entries.filter(waits)];
  }

  find(id) { return id && this.#entries.find((entry) => entry.activity.id === id || entry.client === id); }

  update(entry, changes) {
    Object.assign(entry, changes);
    const focused = this.node.getRootNode().activeElement;
    const held = entry.node.contains(focused) && focused.className;
    const line = footer(entry, this.#t, this.#does);
    entry.node.querySelector('.meta').replaceWith(line);
    const again = held && line.getElementsByClassName(held)[0];
    if (held) (again || this.node).focus();
  }

  clear() {
    this.#entries = [];
    this.list.replaceChildren();
    this.suggest(null);
    this.typing(false);
  }

  /** Shows buttons for the answers a message suggests; null takes them away. */
  suggest(actions) {
    this.#suggested = actions;
    const follows = this.#atEnd();
    this.replies.replaceChildren(...(actions || []).map((action) => actionButton(action, this.#t, this.#does.act)));
    this.replies.hidden = !actions || !actions.length;
    if (follows && !this.replies.hidden && this.newest) this.#show(this.newest);
  }

  /** Shows for a while that the other side writes. */
  typing(on, milliseconds = 15000) {
    clearTimeout(this.#typing);
    const follows = this.#atEnd();
    if (on && this.writing.hidden) this.#does.say(this.#t.typing);
    this.writing.hidden = !on;
    if (on) this.#typing = setTimeout(() => this.typing(false), milliseconds);
    if (on && follows) this.#toEnd();
  }

  /** Moves to the newest message, as when the dialog opens. */
  settle() { this.node.scrollTop = this.node.scrollHeight; }

  #view(entry) {
    entry.node = messageView(entry, this.#t, this.#language, this.#does);
    return entry.node;
  }

  #atEnd() { return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80; }

  /** A long answer is shown from its beginning. */
  #show(entry) {
    const top = entry.node.offsetTop - 12;
    this.node.scrollTop = Math.min(top, this.node.scrollHeight);
    this.#seen();
  }

  #toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
    this.#seen();
  }

  #seen() { if (this.#atEnd()) this.latest.hidden = true; }
}
