// Makes the campaign's colour readable: WCAG contrast of at least 4.5:1 as text and under text.

const WHITE = 0.91; // luminance of the lightest ground but white itself, and of the lightest one of the dark theme
const DARK = 0.034;

const luminance = (rgb) => rgb.reduce((sum, c, i) => sum + [0.2126, 0.7152, 0.0722][i] * (c / 255) ** 2.2, 0.05);

/** The colour nearest to `rgb` that reads on a ground of that luminance, going towards `end`: 0 black, 255 white. */
function readable(rgb, ground, end) {
  for (let share = 0; ; share += 0.05) {
    const mixed = rgb.map((c) => Math.round(c + (end - c) * share));
    const [low, high] = [luminance(mixed), ground + 0.05].sort((a, b) => a - b);
    if (high / low >= 4.7 || share >= 1) return `rgb(${mixed})`;
  }
}

/** Sets the colours on the launcher's host: the campaign's accent for light and for dark, and which of both holds. */
export function paint(host, accent, theme) {
  const own = (/^#[0-9a-f]{6}$/i.test(accent) ? accent : '#1d5f8a').match(/\w\w/g).map((pair) => parseInt(pair, 16));
  host.style.setProperty('--accent-light', readable(own, WHITE, 0));
  host.style.setProperty('--accent-dark', readable(own, DARK, 255));
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const choose = () => host.setAttribute('theme', theme || (dark.matches ? 'dark' : 'light'));
  dark.onchange = choose;
  choose();
}
