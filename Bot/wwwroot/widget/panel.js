// The dialog: header with the disclosure, notices, the log, the composer; opening, closing, and where the focus is.
import { el, icon } from './dom.js';
import { link } from './markdown.js';
import { words } from './words.js';

const PHONE = '(max-width: 40em), (max-height: 30em)';
const TABBABLE = 'a[href], button:not([hidden]), textarea, [tabindex="0"]';

export class Panel {
  #t; #status = 'online'; #showing = 0; #notice = null; #office = {}; #does;

  /** `does`: `close()`, `language()`, `say(text)`. */
  constructor(log, composer, does) {
    this.#does = does;
    this.log = log;
    this.composer = composer;
    this.phone = window.matchMedia(PHONE);
    this.title = el('h2', { id: 'title' });
    this.disclosure = el('p', { id: 'disclosure' });
    this.mark = el('span', { class: 'mark', 'aria-hidden': 'true' });
    this.tongue = el('button', { type: 'button', class: 'text tongue', hidden: true, onclick: () => does.language() });
    this.closer = el('button', { type: 'button', class: 'quiet', onclick: () => does.close() }, icon('close'));
    this.connection = el('div', { class: 'notice', role: 'status', hidden: true });
    this.notice = el('div', { class: 'notice calm', role: 'status', hidden: true });
    this.node = el('div', {
      class: 'panel', role: 'dialog', tabindex: '-1', 'aria-labelledby': 'title', 'aria-describedby': 'disclosure', hidden: true,
      onkeydown: (event) => this.#key(event),
    },
    el('div', { class: 'head' }, this.mark, this.title, this.tongue, this.closer, this.disclosure),
    this.connection, el('div', { class: 'middle' }, log.node, log.latest), this.notice, composer.node);
    composer.acceptDrops(this.node);
    this.phone.addEventListener('change', () => this.#fit());
    if (window.visualViewport) window.visualViewport.addEventListener('resize', () => this.#fit());
  }

  speak(t, next) {
    this.#t = t;
    this.closer.setAttribute('aria-label', t.close);
    this.closer.title = t.close;
    this.tongue.hidden = !next;
    if (next) {
      this.tongue.textContent = words[next].tongue;
      this.tongue.lang = next;
      this.tongue.setAttribute('aria-label', words[next].switchTo);
    }
    this.#tell();
    this.say(this.#notice);
  }

  /** The campaign, and its `{ phone, email }`. */
  name(name, office) {
    this.title.textContent = name;
    this.disclosure.textContent = this.#t.automated(name);
    this.mark.textContent = [...name][0];
    this.#office = office;
    this.#tell();
  }

  get open() { return !this.node.hidden; }

  show(focus) {
    this.node.hidden = false;
    this.#fit();
    this.log.settle();
    if (focus) (window.matchMedia('(pointer: coarse)').matches ? this.node : this.composer.input).focus({ preventScroll: true });
  }

  hide() { this.node.hidden = true; }

  /** Shows a lasting trouble with the connection, after a moment: short ones are nobody's concern. */
  status(status) {
    if (status === this.#status) return;
    this.#status = status;
    clearTimeout(this.#showing);
    if (status === 'online') this.connection.hidden = true;
    else if (!this.connection.hidden || status === 'offline') this.#warn();
    else this.#showing = setTimeout(() => this.#warn(), 2500);
  }

  /** A quiet note above the composer with one thing to do: `{ text, action, run }`, keys into the words; null takes it away. */
  say(notice) {
    this.#notice = notice;
    this.notice.hidden = !notice;
    this.notice.replaceChildren(...(notice ? [el('p', null, this.#t[notice.text]),
      el('button', { type: 'button', class: 'button', onclick: notice.run }, this.#t[notice.action])] : []));
  }

  #warn() {
    this.connection.hidden = false;
    this.#tell();
  }

  #tell() {
    if (this.connection.hidden) return;
    const { phone, email } = this.#office;
    const ways = [phone && link(`tel:${phone.replace(/[^\d+]/g, '')}`, phone, this.#t), email && link(`mailto:${email}`, email, this.#t)].filter(Boolean);
    this.connection.replaceChildren(el('p', null, this.#t[this.#status]),
      this.#status !== 'offline' && ways.length ? el('p', null, this.#t.reach, ...ways.flatMap((way) => [' ', way])) : '');
  }

  /** On a phone the dialog covers the page, so it is modal there, and as high as the keyboard leaves it. */
  #fit() {
    const { matches } = this.phone;
    if (matches) this.node.setAttribute('aria-modal', 'true');
    else this.node.removeAttribute('aria-modal');
    const view = window.visualViewport;
    this.node.style.height = matches && view && view.scale === 1 ? `${view.height}px` : '';
  }

  #key(event) {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      this.#does.close();
    } else if (event.key === 'Tab' && this.phone.matches) {
      const stops = [...this.node.querySelectorAll(TABBABLE)].filter((stop) => stop.getClientRects().length);
      const [first, last] = [stops[0], stops[stops.length - 1]];
      const at = this.node.getRootNode().activeElement;
      const turn = event.shiftKey ? (at === first || at === this.node) && last : at === last && first;
      if (!turn) return;
      event.preventDefault();
      turn.focus();
    }
  }
}
