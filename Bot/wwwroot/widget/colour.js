// Makes the campaign's colour readable: WCAG contrast of at least 4.5:1 as text and under text.

const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

const luminance = (hex) => {
  const [r, g, b] = channels(hex).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

/** The colour nearest to `hex` (#rrggbb) that reads on `ground`, going towards `end`. */
function readable(hex, ground, end) {
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = `#${channels(hex).map((c, i) => Math.round(c + (channels(end)[i] - c) * share).toString(16).padStart(2, '0')).join('')}`;
    if (contrast(mixed, ground) >= 4.6) return mixed;
  }
  return end;
}

/** Sets the colours on the launcher's host: the campaign's accent for light and for dark, and which of both holds. */
export function paint(host, accent, theme) {
  const own = /^#[0-9a-f]{6}$/i.test(accent) ? accent : '#1d5f8a';
  host.style.setProperty('--accent-light', readable(own, '#f3f5f7', '#000000'));
  host.style.setProperty('--accent-dark', readable(own, '#2a333d', '#ffffff'));
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const choose = () => host.setAttribute('theme', theme === 'dark' || theme === 'light' ? theme : dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', choose);
  choose();
}
