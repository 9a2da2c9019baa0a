// The chat behind the launcher: ties the conversation, what waits to be sent, and the dialog together.
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { el } from './dom.js';
import { Log } from './log.js';
import { Memory } from './memory.js';
import { Outbox } from './outbox.js';
import { Panel } from './panel.js';
import panelStyle from './panel.css';
import { nearest, words } from './words.js';

/** Made once by the loader (widget.js), which owns the button, the settings and the campaign's public profile. */
export class Chat {
  #loader; #memory; #tab; #connection; #outbox; #log; #composer; #panel;
  #language; #languages; #paused = false; #voice = el('div', { class: 'sr', role: 'status' });

  constructor(loader) {
    const { settings, profile, root } = loader;
    this.#loader = loader;
    this.#memory = new Memory('localStorage', settings.base);
    this.#tab = new Memory('sessionStorage', settings.base);
    this.#languages = profile.languages.filter((code) => code in words);
    const chosen = this.#memory.get('language') || {};
    this.#language = nearest(chosen.page === settings.language ? chosen.own : settings.language);
    const say = (text) => this.#say(text);
    this.#log = new Log({
      say,
      act: (action) => this.#act(action),
      rate: (entry, rating) => this.#rate(entry, rating),
      resend: (entry) => this.#outbox.resend(entry.client),
    });
    this.#composer = new Composer({ say, send: (text, files) => this.#send({ text }, files) });
    this.#panel = new Panel(this.#log, this.#composer, { close: () => this.close(), language: () => this.#switch() });
    this.#connection = new Connection(settings.base, this.#memory, {
      activities: (list, history) => this.#arrive(list, history),
      status: (status) => this.#status(status),
      restarted: () => this.#restart(),
    });
    this.#outbox = new Outbox(this.#memory, this.#connection, (id, state, share) => this.#sent(id, state, share));
    this.#composer.limits = profile;
    loader.adopt('panel', panelStyle);
    root.append(this.#panel.node, this.#voice);
    this.#speak();
    this.#memory.watch('out ', () => this.#pending());
    this.#memory.watch('read', () => this.#read());
    document.addEventListener('visibilitychange', () => this.#read());
  }

  get isOpen() { return this.#panel.open; }

  /** Opens the dialog and the conversation. `focus` is false when a reload opens it again. */
  open(focus = true) {
    this.#panel.show(focus);
    this.#tab.set('open', true);
    this.#read();
    this.follow();
  }

  close() {
    this.#panel.hide();
    this.#tab.set('open', null);
    this.#loader.closed();
  }

  /** Follows the conversation, also while the dialog is closed, to count what is unread. */
  follow() {
    this.#pending();
    this.#connection.follow(this.#language);
  }

  #speak() {
    const { profile } = this.#loader;
    const t = words[this.#language];
    const next = this.#next;
    this.#panel.node.lang = this.#language;
    this.#panel.node.dir = this.#loader.settings.dir;
    this.#log.speak(t, this.#language);
    this.#composer.speak(t, this.#language);
    this.#panel.speak(t, next === this.#language ? null : next);
    this.#panel.name((profile.title[this.#language] || profile.name).split(' — ')[0], profile.office); // without its motto
    this.#loader.speak(this.#language);
  }

  get #next() { return this.#languages[(this.#languages.indexOf(this.#language) + 1) % this.#languages.length]; }

  #switch() {
    this.#language = this.#next;
    this.#memory.set('language', { page: this.#loader.settings.language, own: this.#language });
    this.#speak();
  }

  #status(status) {
    this.#panel.status(status);
    if (status === 'online') this.#outbox.flush();
  }

  /** Takes activities of the stream or of the history; true when a message was new to this page. */
  #arrive(list, history) {
    let any = false;
    const take = () => {
      for (const activity of list) any = this.#take(activity, history) || any;
      if (history) this.#log.pendingLast();
    };
    if (history) {
      this.#log.quietly(take);
      this.#log.settle();
    } else take();
    this.#read();
    return any;
  }

  #take(activity, history) {
    const { type, name, value, from = {}, channelData } = activity;
    const mine = from.role === 'user' || from.id === this.#connection.user;
    if (mine && channelData && channelData.clientActivityID) this.#outbox.arrived(channelData.clientActivityID);
    if (type === 'message') return this.#message(activity, mine);
    if (type === 'typing' && !mine && !history) this.#log.typing(true, 20000);
    if (type === 'endOfConversation') this.#panel.say({ text: 'ended', action: 'fresh', run: () => this.#connection.renew() });
    if (type === 'event' && name === 'conversation.paused') this.#pause(!!value && value.paused === true);
    if (type === 'event' && name === 'feedback' && mine && value) this.#rated(activity.replyToId, value.rating);
    return false;
  }

  #message(activity, mine) {
    if (!this.#log.add(activity, mine, 'sent')) return false;
    if (!mine) this.#log.typing(false);
    this.#log.suggest(!mine && activity.suggestedActions ? activity.suggestedActions.actions : null);
    return true;
  }

  #send(part, files = []) {
    const activity = {
      type: 'message', textFormat: 'plain', locale: this.#language, localTimestamp: new Date().toISOString(), localTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      from: { id: this.#connection.user || 'visitor', role: 'user' }, ...part,
    };
    this.#outbox.add(activity, files);
    const shown = files.map((file) => ({
      name: file.name, contentType: file.type, contentUrl: file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined,
    }));
    this.#log.add({ ...activity, attachments: shown }, true, 'sending');
    this.#log.suggest(null);
    this.#outbox.flush();
    this.#connection.wake();
  }

  /** A button's answer: what it says is shown; what it stands for goes along as the value. */
  #act({ type, title, value }) {
    const plain = type === 'imBack' && typeof value === 'string';
    this.#send(plain ? { text: value } : { text: title, value });
    if (!window.matchMedia('(pointer: coarse)').matches) this.#composer.input.focus();
    else this.#log.node.focus();
  }

  #sent(id, state, share) {
    const entry = this.#log.find(id);
    if (!entry) return;
    if (state === 'sent' && !this.#paused && this.#log.newest === entry) this.#log.typing(true, 10000);
    if (state === 'sent') setTimeout(() => entry.activity.id || this.#connection.check(), 5000);
    if (state !== 'sending' && state !== 'sent' && entry.state !== state) this.#say(words[this.#language][state]);
    this.#log.update(entry, { state, share });
  }

  /** Shows what waits in the outbox and isn't in the log yet: after a reload, from another tab. */
  #pending() {
    for (const { activity, failed } of this.#outbox.waiting) {
      if (activity.type === 'message') this.#log.add(activity, true, failed ? 'failed' : 'sending');
    }
  }

  #rate(entry, rating) {
    this.#outbox.add({
      type: 'event', name: 'feedback', value: { rating }, replyToId: entry.activity.id, locale: this.#language,
      from: { id: this.#connection.user, role: 'user' },
    });
    this.#outbox.flush();
    this.#rated(entry.activity.id, rating);
    this.#say(words[this.#language].thanks);
  }

  #rated(id, rating) {
    const entry = this.#log.find(id);
    if (entry) this.#log.update(entry, { rating });
  }

  #pause(paused) {
    this.#paused = paused;
    if (paused) this.#log.typing(false);
    this.#panel.say(paused ? { text: 'stopped', action: 'start', run: () => this.#send({ text: 'START' }) } : null);
  }

  #restart() {
    this.#log.clear();
    this.#pause(false);
    this.#memory.set('read', null);
    this.#pending();
  }

  #read() {
    if (this.isOpen && !document.hidden) this.#memory.set('read', this.#log.lastOfTheirs || this.#memory.get('read'));
    this.#loader.unread(this.isOpen ? 0 : this.#log.unread(this.#memory.get('read')), words[this.#language]);
  }

  #say(text) {
    this.#voice.textContent = '';
    setTimeout(() => { this.#voice.textContent = text; }, 50);
  }
}
