// Where the voter writes: text that grows, files by button, paste and drop, a counter near the end.
import { el, icon } from './dom.js';
import { MOST, sendable, size } from './files.js';

const LONGEST = 2000; // characters of a message
const COUNTED = 200; // the counter shows below this many left

export class Composer {
  #t; #language; #limits = null; #files = []; #does;

  /** `does`: `send(text, files)`, `say(text)` to a screen reader. */
  constructor(does) {
    this.#does = does;
    this.input = el('textarea', {
      rows: '1', maxlength: LONGEST, dir: 'auto', enterkeyhint: 'send', autocomplete: 'off',
      oninput: () => this.#grown(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#pasted(event),
    });
    this.button = el('button', { class: 'send', 'aria-disabled': 'true' }, icon('send'));
    this.picker = el('input', { type: 'file', multiple: true, hidden: true, onchange: () => this.#picked() });
    this.attach = el('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => this.picker.click() }, icon('attach'));
    this.counter = el('p', { class: 'counter', 'aria-hidden': 'true', hidden: true });
    this.trouble = el('p', { class: 'trouble', role: 'alert' });
    this.chips = el('ul', { class: 'chips', hidden: true });
    this.node = el('form', { class: 'composer', novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#send(); } },
      this.chips, this.trouble, el('div', { class: 'field' }, this.attach, this.picker, this.input, this.button), this.counter);
  }

  speak(t, language) {
    this.#t = t;
    this.#language = language;
    this.input.placeholder = t.write;
    for (const [node, label] of [[this.input, t.write], [this.button, t.send], [this.attach, t.attach], [this.picker, t.attach]]) {
      node.setAttribute('aria-label', label);
      if (node.type !== 'textarea') node.title = label;
    }
    this.trouble.textContent = '';
    this.#list();
    this.#grown();
  }

  /** `{ maxUploadBytes, uploadTypes }` once known: without types no file can be sent. */
  set limits(limits) {
    this.#limits = limits && limits.uploadTypes && limits.uploadTypes.length ? limits : null;
    this.attach.hidden = !this.#limits;
    if (this.#limits) this.picker.accept = this.#limits.uploadTypes.join(',');
  }

  /** Lets files be dropped anywhere on `panel`. */
  acceptDrops(panel) {
    const carries = (event) => this.#limits && event.dataTransfer && [...event.dataTransfer.types].includes('Files');
    panel.addEventListener('dragover', (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      panel.classList.add('drop');
    });
    panel.addEventListener('dragleave', (event) => { if (!panel.contains(event.relatedTarget)) panel.classList.remove('drop'); });
    panel.addEventListener('drop', (event) => {
      panel.classList.remove('drop');
      if (!carries(event)) return;
      event.preventDefault();
      this.#add([...event.dataTransfer.files]);
    });
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  #pasted(event) {
    const files = [...(event.clipboardData ? event.clipboardData.files : [])];
    if (!files.length || !this.#limits) return;
    event.preventDefault();
    this.#add(files);
  }

  #picked() {
    this.#add([...this.picker.files]);
    this.picker.value = '';
    this.input.focus();
  }

  async #add(files) {
    this.trouble.textContent = '';
    for (const file of files) {
      try {
        if (this.#files.length >= MOST) throw new Error(this.#t.tooMany(MOST));
        this.#files.push(await sendable(file, this.#limits, this.#t, this.#language));
      } catch (trouble) {
        this.trouble.textContent = trouble.message;
      }
    }
    this.#list();
    this.#grown();
  }

  #list() {
    this.chips.replaceChildren(...this.#files.map((file) => el('li', null,
      el('span', { class: 'name', dir: 'auto' }, file.name), el('span', { class: 'size' }, size(file.size, this.#language)),
      el('button', {
        type: 'button', class: 'quiet', 'aria-label': this.#t.remove(file.name),
        onclick: () => {
          this.#files = this.#files.filter((kept) => kept !== file);
          this.#list();
          this.#grown();
          this.input.focus();
        },
      }, icon('close')))));
    this.chips.hidden = !this.#files.length;
  }

  #grown() {
    const { input } = this;
    input.style.height = 'auto';
    if (input.value && input.scrollHeight) input.style.height = `${Math.min(input.scrollHeight, 150)}px`;
    const left = LONGEST - input.value.length;
    this.counter.hidden = left > COUNTED;
    this.counter.textContent = this.#t.left(left);
    if (left <= COUNTED && left % 50 === 0) this.#does.say(this.#t.left(left));
    this.button.setAttribute('aria-disabled', String(!input.value.trim() && !this.#files.length));
  }

  #send() {
    const text = this.input.value.trim();
    if (!text && !this.#files.length) return;
    const files = this.#files;
    this.#files = [];
    this.input.value = '';
    this.trouble.textContent = '';
    this.#list();
    this.#grown();
    this.#does.send(text, files);
  }
}
