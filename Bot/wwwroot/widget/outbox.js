// What the voter sent and the server hasn't taken yet: kept over reloads, sent one by one in order.
// Each activity keeps its clientActivityID, by which the server drops one it already has.

const FINAL = (status) => status >= 400 && status < 500 && ![401, 403, 404, 408, 429].includes(status);
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');

export class Outbox {
  #memory; #connection; #changed;
  #files = new Map();
  #last = 0; #line = Promise.resolve(); #timer = 0; #failures = 0;

  /** `changed(id, state, share)` hears "sending", "sent", "waiting", "failed" or "lost"; `share`: 0 to 1 of an upload. */
  constructor(memory, connection, changed) {
    this.#memory = memory;
    this.#connection = connection;
    this.#changed = changed;
    window.addEventListener('online', () => this.flush());
  }

  /** The activities waiting, in order: `{ id, activity, failed }`. */
  get waiting() {
    return this.#memory.names('out ').map((name) => ({ name, ...this.#memory.get(name) })).filter((entry) => entry.activity);
  }

  /** Queues an activity (and files, which live only as long as the page); gives its clientActivityID. */
  add(activity, files = []) {
    const id = newId();
    this.#last = Math.max(Date.now(), this.#last + 1);
    activity.channelData = { ...activity.channelData, clientActivityID: id };
    if (files.length) this.#files.set(id, files);
    this.#memory.set(`out ${this.#last} ${id}`, { id, activity, files: files.length });
    return id;
  }

  /** Tries again what failed or waits. */
  resend(id) {
    const entry = this.waiting.find((e) => e.id === id);
    if (entry) this.#memory.set(entry.name, { id, activity: entry.activity, files: entry.files });
    this.#failures = 0;
    this.flush();
  }

  /** Forgets a message that arrived by another way (another tab, an answer lost on the way back). */
  arrived(id) {
    const entry = this.waiting.find((e) => e.id === id);
    if (entry) this.#memory.set(entry.name, null);
    this.#files.delete(id);
  }

  /** Sends what waits, as soon as there is a conversation; one tab at a time, where the browser can say so. */
  flush() {
    clearTimeout(this.#timer);
    this.#line = this.#line.then(() => (navigator.locks
      ? navigator.locks.request('campaign-chat-outbox', () => this.#sendAll()) : this.#sendAll())).catch(() => { });
  }

  async #sendAll() {
    for (let entry; this.#connection.ready && (entry = this.waiting.find((e) => !e.failed));) {
      const { id, activity, name } = entry;
      try {
        this.#changed(id, 'sending');
        if (entry.files) await this.#upload(id, activity);
        else await this.#connection.post(activity);
        this.#memory.set(name, null);
        this.#files.delete(id);
        this.#failures = 0;
        this.#changed(id, 'sent');
      } catch (refusal) {
        if (!this.#memory.get(name)) continue; // it came back in the stream: it arrived, only the answer didn't
        if (refusal.status === 410) {
          this.#memory.set(name, null);
          this.#changed(id, 'lost');
          continue;
        }
        if (FINAL(refusal.status)) {
          this.#memory.set(name, { id, activity, files: entry.files, failed: true });
          this.#changed(id, 'failed');
          continue;
        }
        this.#changed(id, 'waiting');
        const wait = refusal.after * 1000 || Math.min(30000, 1000 * 2 ** this.#failures++);
        this.#timer = setTimeout(() => this.flush(), wait);
        return;
      }
    }
  }

  #upload(id, activity) {
    const files = this.#files.get(id);
    if (!files) throw Object.assign(new Error('the page that held the files is gone'), { status: 410 });
    return this.#connection.upload(activity, files, (share) => this.#changed(id, 'sending', share));
  }
}
