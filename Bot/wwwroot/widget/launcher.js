// Served as /widget.js. One script tag on any page puts the chat's button there; the chat is loaded when it is first wanted.
//   <script src="https://host/widget.js" async></script>
// Optional: data-language="es", data-dir="rtl", data-theme="light|dark".
// A click on an element with the attribute data-campaign-chat opens the chat too.
import { paint } from './colour.js';
import { el, icon } from './dom.js';
import launcherStyle from './launcher.css';

const script = document.currentScript;
const { language, dir, theme } = script.dataset;
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
const badge = el('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' });
const count = el('span', { class: 'sr' });
const news = el('div', { class: 'sr', role: 'status' });
const button = el('button', {
  type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', onclick: () => open(button, true),
}, icon('chat'), label, count, badge);
const host = el('div', { dir: settings.dir });
const root = host.attachShadow({ mode: 'open' });

let chat = null; // a promise of the Chat
let opener = button;
let unread = 0;

/** What the chat may ask of its launcher. */
const launcher = {
  settings,
  root,
  adopt,
  profile: null, // of the campaign, from /widget/config
  closed() {
    host.removeAttribute('open');
    button.setAttribute('aria-expanded', 'false');
    (opener.isConnected ? opener : button).focus({ preventScroll: true });
  },
  /** Shows, and says once, how many messages came while the dialog was closed. */
  unread(now, t) {
    if (now > unread || !now) news.textContent = now ? t.unread(now) : '';
    unread = now;
    badge.hidden = !now;
    badge.textContent = now > 9 ? '9+' : now;
    count.textContent = now ? t.unread(now) : '';
  },
  speak(code) {
    host.lang = code;
    label.textContent = labels[code][0];
  },
};

/** Adopts a style: no inline style, so a strict policy holds. Browsers before 2023 that can't link its file. */
function adopt(name, style) {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } else root.append(el('link', { rel: 'stylesheet', href: `${base}widget/${name}.css` }));
}

async function introduce() {
  const answer = await fetch(`${base}widget/config`, { credentials: 'omit' });
  launcher.profile = answer.ok ? await answer.json() : null;
  paint(host, launcher.profile.accent, theme);
}

/** Loads the chat once; a load that failed may be tried again. */
function load() {
  chat = chat || Promise.all([import(`${base}widget/chat.js`), launcher.profile || introduce()]).then(([{ Chat }]) => new Chat(launcher));
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
  adopt('launcher', launcherStyle);
  launcher.speak(settings.language in labels ? settings.language : 'en');
  paint(host, null, theme);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('[data-campaign-chat]');
    if (!link) return;
    event.preventDefault();
    open(link, true);
  });
  await introduce().catch(() => { }); // without the profile, opening asks again
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
