// The Direct Line 3.0 protocol: a token, a conversation, its stream, and what to do when one of them is lost.

/** The server's refusal, or with status 0 no answer at all. `after`: seconds it asked to wait. */
export class Refused extends Error {
  constructor(status, after) {
    super(`status ${status}`);
    this.status = status;
    this.after = Math.min(120, +after || 0);
  }
}

export class Connection {
  #base; #memory; #said;
  #token; #conversation; #started = false; #watermark = '';
  #socket = null; #renewing = null; #wake = () => {}; #running = false; #refresh = 0;

  /**
   * `said` hears `activities(list, history)`, `status("online" | "offline" | "retrying")`
   * and `restarted()` when another conversation takes the place of the known one.
   */
  constructor(base, memory, said) {
    this.#base = base;
    this.#memory = memory;
    this.#said = said;
    const session = memory.get('session') || {};
    this.#token = session.token;
    this.#conversation = session.conversation;
    this.#started = !!session.started;
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => { said.status('offline'); this.#drop(); });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.check(); });
  }

  /** Whether messages can be sent: the conversation was started. */
  get ready() { return this.#started; }

  get user() { return (this.#memory.get('session') || {}).user; }

  /** Starts, or takes up, the conversation and follows it as long as the page lives. */
  async follow(locale) {
    if (this.#running) return;
    this.#running = true;
    for (let failures = 0; ;) {
      let wait = 0;
      try {
        this.#said.status(navigator.onLine ? 'retrying' : 'offline');
        const streamUrl = await this.#open(locale);
        const lived = await this.#stream(streamUrl);
        failures = lived > 5000 ? 0 : failures + 1;
        if (lived === 0) await this.#poll();
      } catch (refusal) {
        failures++;
        wait = refusal.after;
        if (refusal.status === 404 && this.#started) this.#forget();
      }
      const backOff = Math.min(30000, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
      await this.#pause(wait * 1000 || backOff);
    }
  }

  /** Leaves the conversation for a new one. */
  renew() {
    this.#forget();
    this.#drop();
    this.wake();
  }

  /** Ends a waiting pause: there may be a network again. */
  wake() { this.#wake(); }

  /** Asks for what the stream may have missed; a stream that missed something is dead and is replaced. */
  async check() {
    if (!this.#watermark) return this.wake();
    try {
      if (await this.#catchUp()) this.#drop();
    } catch { /* the following loop finds out by itself */ }
    this.wake();
  }

  /** Sends an activity, or throws `Refused`. */
  post(activity) { return this.#call((c) => `conversations/${c}/activities`, activity); }

  /** Sends files with an activity. `progress` hears 0 to 1. XMLHttpRequest, as fetch doesn't tell how far it is. */
  async upload(activity, files, progress, again = false) {
    const token = await this.#authorised();
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'activity');
    for (const file of files) form.append('file', file, file.name);
    const answer = await new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${this.#base}v3/directline/conversations/${this.#conversation}/upload?userId=${encodeURIComponent(this.user)}`);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.upload.addEventListener('progress', (event) => event.lengthComputable && progress(event.loaded / event.total));
      request.addEventListener('load', () => resolve(request));
      request.addEventListener('error', () => reject(new Refused(0)));
      request.send(form);
    });
    if ((answer.status === 401 || answer.status === 403) && !again) {
      await this.#resume(token);
      await this.upload(activity, files, progress, true);
    } else if (answer.status >= 300) throw new Refused(answer.status, answer.getResponseHeader('Retry-After'));
  }

  async #open(locale) {
    await this.#authorised();
    if (!this.#started) {
      const opened = await this.#call(() => 'conversations', { locale });
      this.#keep({ conversation: opened.conversationId, token: opened.token || this.#token, started: true });
      return opened.streamUrl;
    }
    if (!this.#watermark) await this.#catchUp(true);
    return (await this.#call((c) => `conversations/${c}?watermark=${encodeURIComponent(this.#watermark)}`)).streamUrl;
  }

  /** Follows the socket until it closes; gives how long it lived in milliseconds, 0 when it never opened. */
  #stream(streamUrl) {
    return new Promise((resolve) => {
      let opened = 0;
      let beat = 0;
      let socket;
      try {
        socket = this.#socket = new WebSocket(streamUrl);
      } catch {
        return resolve(0);
      }
      const patience = setTimeout(() => socket.close(), 10000);
      socket.onopen = () => {
        opened = performance.now();
        clearTimeout(patience);
        beat = setInterval(() => socket.readyState === 1 && socket.send(''), 20000);
        this.#said.status('online');
      };
      socket.onmessage = ({ data }) => {
        try {
          if (data) this.#take(JSON.parse(data));
        } catch { /* not a frame of ours */ }
      };
      socket.onclose = () => {
        clearTimeout(patience);
        clearInterval(beat);
        if (this.#socket === socket) this.#socket = null;
        resolve(opened && Math.max(1, performance.now() - opened));
      };
    });
  }

  /** Where sockets are blocked: asks every few seconds, for a minute, before a socket is tried again. */
  async #poll() {
    for (let round = 0; round < 20; round++) {
      await this.#catchUp();
      this.#said.status('online');
      await this.#pause(document.hidden ? 9000 : 3000);
    }
  }

  /** Fetches what is new; true when there was something. */
  async #catchUp(history = false) {
    let any = false;
    for (;;) {
      const set = await this.#call((c) => `conversations/${c}/activities?watermark=${encodeURIComponent(this.#watermark)}`);
      const more = set.activities.length > 0 && set.watermark !== this.#watermark;
      if (this.#take(set, history)) any = true;
      if (!more) return any;
    }
  }

  #take({ activities, watermark }, history = false) {
    if (watermark) this.#watermark = watermark;
    return !!activities && this.#said.activities(activities, history);
  }

  /** Asks Direct Line: a POST when there is a body. A refused token is exchanged once. */
  async #call(path, body, again = false) {
    const token = await this.#authorised();
    try {
      return await this.#fetch(`v3/directline/${path(this.#conversation)}`, body, { Authorization: `Bearer ${token}` });
    } catch (refusal) {
      if ((refusal.status !== 401 && refusal.status !== 403) || again) throw refusal;
      await this.#resume(token);
      return this.#call(path, body, true);
    }
  }

  async #authorised() {
    if (!this.#token) await this.#resume();
    return this.#token;
  }

  /** Takes the token another tab got meanwhile, or asks for one that goes on with the same conversation. */
  #resume(expired) {
    const ask = async () => {
      const kept = this.#memory.get('session') || {};
      const session = kept.token && kept.token !== expired ? kept : await this.#ask(expired);
      const another = this.#conversation && session.conversation !== this.#conversation;
      if (another) this.#forget();
      this.#keep(session);
      if (another) throw new Refused(0); // what was under way belonged to the old conversation
    };
    if (!this.#renewing) this.#renewing = ask().finally(() => { this.#renewing = null; });
    return this.#renewing;
  }

  async #ask(expired) {
    const { token, conversationId, userId, expires_in: lasts } = await this.#fetch('widget/token', { resume: expired || undefined });
    return { token, conversation: conversationId, user: userId, lasts, started: this.#started && conversationId === this.#conversation };
  }

  #keep(session) {
    const kept = { ...this.#memory.get('session'), ...session };
    this.#token = kept.token;
    this.#conversation = kept.conversation;
    this.#started = kept.started;
    this.#memory.set('session', kept);
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.#extend(), Math.max(60, (kept.lasts || 1800) / 2) * 1000);
  }

  /** At half its time the token is exchanged; when that fails, the next refused call asks for another. */
  async #extend() {
    try {
      const { token, expires_in: lasts } = await this.#call(() => 'tokens/refresh', {});
      this.#keep({ token, lasts });
    } catch { /* see above */ }
  }

  #forget() {
    this.#token = this.#conversation = null;
    this.#started = false;
    this.#watermark = '';
    this.#memory.set('session', null);
    this.#said.restarted();
  }

  async #fetch(path, body, headers) {
    const giveUp = new AbortController();
    const patience = setTimeout(() => giveUp.abort(), 20000);
    try {
      const response = await fetch(this.#base + path, {
        method: body ? 'POST' : 'GET', headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
        body: body && JSON.stringify(body), credentials: 'omit', cache: 'no-store', signal: giveUp.signal,
      });
      if (!response.ok) throw new Refused(response.status, response.headers.get('Retry-After'));
      return await response.json();
    } catch (trouble) {
      throw trouble instanceof Refused ? trouble : new Refused(0);
    } finally {
      clearTimeout(patience);
    }
  }

  #drop() {
    if (this.#socket) this.#socket.close();
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => { clearTimeout(timer); resolve(); };
    });
  }
}
