// Served as /widget.js. One script tag on any page puts the chat's button there; the chat is loaded when it is first wanted.
//   <script src="https://host/widget.js" async></script>
// Optional: data-language="es", data-dir="rtl", data-theme="light|dark", data-position="start".
// A click on an element with the attribute data-campaign-chat opens the chat too.
import { paint } from './colour.js';
import { el, icon } from './dom.js';

const script = document.currentScript;
const { language, dir, theme, position } = script.dataset;
const base = new URL('.', script.src).href;
const spoken = language || document.documentElement.lang || navigator.language || 'en';
const settings = {
  base,
  language: spoken.slice(0, 2).toLowerCase(),
  dir: dir || (/^(ar|fa|he|ur)\b/i.test(spoken) ? 'rtl' : 'ltr'),
};
const labels = {
  en: ['Ask us a question', 'There is no connection. Please try again.'],
  es: ['Pregúntenos', 'No hay conexión. Intente de nuevo.'],
};

const label = el('span');
const badge = el('span', { class: 'badge', hidden: true });
const news = el('div', { class: 'sr', role: 'status' });
const button = el('button', {
  type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', onclick: () => open(button, true),
}, icon('chat'), label, badge);
const host = el('div', { dir: settings.dir, position });
const root = host.attachShadow({ mode: 'open' });

let chat = null; // a promise of the Chat
let opener = button;
let unread = 0;

/** What the chat may ask of its launcher. */
const launcher = {
  settings,
  root,
  profile: null, // of the campaign, from /widget/config
  closed() {
    host.removeAttribute('open');
    button.setAttribute('aria-expanded', 'false');
    (opener.isConnected ? opener : button).focus({ preventScroll: true });
  },
  /** Shows, and says once, how many messages came while the dialog was closed. */
  unread(count, t) {
    if (count > unread || !count) news.textContent = count ? t.unread(count) : '';
    unread = count;
    badge.hidden = !count;
    badge.textContent = count > 9 ? '9+' : count;
    button.setAttribute('aria-label', label.textContent + (count ? `. ${t.unread(count)}` : ''));
  },
  speak(code) {
    host.lang = code;
    label.textContent = labels[code][0];
  },
};

/** Reads a stylesheet and adopts it: no inline style, so a strict policy holds. Older browsers link it. */
async function adopt(name) {
  const href = `${base}widget/${name}.css`;
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(href, { credentials: 'omit' })).text());
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } else await new Promise((onload) => root.append(el('link', { rel: 'stylesheet', href, onload })));
}

async function introduce() {
  const answer = await fetch(`${base}widget/config`, { credentials: 'omit' });
  launcher.profile = answer.ok ? await answer.json() : null;
  paint(host, launcher.profile.accent, theme);
}

/** Loads the chat once; a load that failed may be tried again. */
function load() {
  chat = chat || Promise.all([import(`${base}widget/chat.js`), adopt('panel'), launcher.profile || introduce()]).then(([{ Chat }]) => new Chat(launcher));
  chat.catch(() => { chat = null; });
  return chat;
}

async function open(from, focus) {
  opener = from;
  news.className = 'sr';
  button.setAttribute('aria-busy', 'true');
  try {
    const loaded = await load();
    host.setAttribute('open', '');
    button.setAttribute('aria-expanded', 'true');
    loaded.open(focus);
  } catch {
    news.className = 'toast';
    news.textContent = labels[host.lang][1];
  }
  button.removeAttribute('aria-busy');
}

function remembered(storage, name) {
  try {
    return window[storage].getItem(`campaign-chat ${base} ${name}`);
  } catch {
    return null;
  }
}

async function start() {
  root.append(button, news);
  launcher.speak(settings.language in labels ? settings.language : 'en');
  paint(host, null, theme);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('[data-campaign-chat]');
    if (!link) return;
    event.preventDefault();
    open(link, true);
  });
  await Promise.all([adopt('launcher'), introduce().catch(() => { })]); // without the profile, opening asks again
  document.body.append(host);
  if (remembered('sessionStorage', 'open')) await open(button, false);
  else if (remembered('localStorage', 'session')) (await load()).follow();
}

const begin = () => start().catch(() => { });
if (!window.campaignChat) {
  window.campaignChat = true;
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin);
}
