// The light Markdown of the bot's messages, as nodes: paragraphs, lists, bold, italics, links, line breaks, [1] markers.
import { aside, el } from './dom.js';

const INLINE = new RegExp([
  '\\\\([\\\\`*_[\\]()#.!-])', // 1 an escaped character
  '\\*\\*(.+?)\\*\\*', // 2 bold
  '\\[([^\\]\\n]+)\\]\\(([^()\\s]+)\\)', // 3, 4 a link
  '\\[(\\d{1,2})\\]', // 5 a citation
  '(https?://[^\\s<>()*]*[^\\s<>()*.,;:!?\'"])', // 6 a bare address
  '([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)', // 7 an e-mail address
  '(\\(\\d{3}\\) \\d{3}-\\d{4}|\\b\\d{3}-\\d{3}-\\d{4}\\b)', // 8 a telephone number
  '\\*(?=\\S)([^*\\n]+)\\*', // 9 italics
].join('|'), 'g');

/** The address when it may be followed (http, https, mailto, tel; absolute), else null. */
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link, marked when it leaves the page; plain text when its address isn't safe. */
export function link(address, content, t, attributes) {
  const href = safeAddress(address);
  if (!href) return el('span', attributes, content);
  const leaves = href.startsWith('http');
  return el('a', { ...attributes, href, rel: 'noopener', target: leaves && '_blank' },
    content, leaves && [el('span', { 'aria-hidden': 'true' }, '\u00a0↗'), aside(` (${t.external})`)]);
}

/** Inline nodes of one text. `cite(n)` makes the node of a [n] marker, or null to leave it as text. */
function inline(text, t, cite, depth = 0) {
  const nodes = [];
  let from = 0;
  const rest = (part) => (depth < 3 ? inline(part, t, cite, depth + 1) : [part]);
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, bold, label, address, number, bare, mail, phone, italics] = match;
    nodes.push(text.slice(from, match.index));
    from = match.index + whole.length;
    nodes.push(
      escaped ? escaped
        : bold ? el('strong', null, rest(bold))
          : label ? link(address, rest(label), t)
            : number ? cite(+number) || whole
              : bare ? link(bare, bare.replace(/^https?:\/\/(www\.)?/, ''), t)
                : mail ? link(`mailto:${mail}`, mail, t)
                  : phone ? link(`tel:+1${phone.replace(/\D/g, '')}`, phone, t)
                    : el('em', null, rest(italics)),
    );
  }
  nodes.push(text.slice(from));
  return nodes;
}

const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;

/** Block nodes of a message. */
export function markdown(text, t, cite = () => null) {
  const blocks = [];
  let open = null;
  const into = (tag, attributes) => {
    if (!open || open.tagName.toLowerCase() !== tag) blocks.push(open = el(tag, { dir: 'auto', ...attributes }));
    return open;
  };
  for (const line of String(text).slice(0, 20000).split(/\r?\n/)) {
    const bullet = BULLET.exec(line);
    const number = !bullet && NUMBER.exec(line);
    if (!line.trim()) open = open && open.tagName !== 'P' ? open : null;
    else if (bullet) into('ul').append(el('li', null, inline(line.slice(bullet[0].length), t, cite)));
    else if (number) into('ol', { start: number[1] }).append(el('li', null, inline(line.slice(number[0].length), t, cite)));
    else if (/^#{1,6}\s/.test(line)) {
      blocks.push(el('p', { dir: 'auto' }, el('strong', null, inline(line.replace(/^#+\s+/, ''), t, cite))));
      open = null;
    } else {
      const paragraph = into('p');
      if (paragraph.childNodes.length) paragraph.append(el('br'));
      paragraph.append(...inline(line, t, cite).filter(Boolean));
    }
  }
  return blocks;
}
