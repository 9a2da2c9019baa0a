// Which files may be sent, and photos made small enough.

export const MOST = 5;

/** 1536 → "1.5 KB", in the reader's way of writing numbers. */
export function size(bytes, language) {
  const [divisor, unit] = bytes < 1e6 ? [1e3, 'KB'] : [1e6, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: bytes < 1e6 ? 0 : 1 }).format(Math.max(1, bytes) / divisor)} ${unit}`;
}

/** Whether a list such as ["image/*", "application/pdf", ".txt"] names the file. */
const allowed = (file, types) => types.some((type) => (type.startsWith('.') ? file.name.toLowerCase().endsWith(type)
  : type.endsWith('/*') ? file.type.startsWith(type.slice(0, -1)) : file.type === type));

/** Draws a photo smaller until it fits; null when it isn't a picture this browser can draw. */
async function shrink(file, limit) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    for (let edge = 2400; edge >= 300; edge *= 0.75) {
      const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
      if (blob && blob.size <= limit) return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
    }
  } catch { /* not drawable */ }
  return null;
}

/** The file as it can be sent; else throws an Error whose message tells the voter what to do. */
export async function sendable(file, { maxUploadBytes, uploadTypes }, t, language) {
  if (!allowed(file, uploadTypes)) throw new Error(t.wrongType(file.name));
  if (file.size <= maxUploadBytes) return file;
  const smaller = file.type.startsWith('image/') && await shrink(file, maxUploadBytes);
  if (!smaller) throw new Error(t.tooBig(file.name, size(maxUploadBytes, language)));
  return smaller;
}
