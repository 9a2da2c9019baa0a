// What outlives a page: localStorage where there is one, else this page's memory (private mode, blocked storage).

const storageNamed = (name) => {
  try {
    const storage = window[name];
    storage.setItem('campaign-chat', '1');
    storage.removeItem('campaign-chat');
    return storage;
  } catch {
    const kept = new Map();
    return {
      getItem: (key) => (kept.has(key) ? kept.get(key) : null),
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
      get length() { return kept.size; },
      key: (i) => [...kept.keys()][i],
    };
  }
};

/** Values of one bot in one kind of storage. Each has its own key, so two tabs never overwrite each other's. */
export class Memory {
  #storage;
  #prefix;

  /** `kind`: "localStorage" (all tabs) or "sessionStorage" (this tab, over reloads). */
  constructor(kind, base) {
    this.#storage = storageNamed(kind);
    this.#prefix = `campaign-chat ${base} `;
  }

  get(name) {
    try {
      return JSON.parse(this.#storage.getItem(this.#prefix + name));
    } catch {
      return null;
    }
  }

  /** Null or undefined forgets. A full storage keeps the old value: the page goes on. */
  set(name, value) {
    try {
      if (value == null) this.#storage.removeItem(this.#prefix + name);
      else this.#storage.setItem(this.#prefix + name, JSON.stringify(value));
    } catch { /* full or withdrawn */ }
  }

  /** The names that begin with `start`, sorted. */
  names(start) {
    const names = [];
    try {
      for (let i = 0; i < this.#storage.length; i++) {
        const key = this.#storage.key(i);
        if (key && key.startsWith(this.#prefix + start)) names.push(key.slice(this.#prefix.length));
      }
    } catch { /* withdrawn */ }
    return names.sort();
  }

  /** Tells when another tab changed a name that begins with `start`. */
  watch(start, changed) {
    window.addEventListener('storage', (event) => {
      if (event.key && event.key.startsWith(this.#prefix + start)) changed(event.key.slice(this.#prefix.length));
    });
  }
}
