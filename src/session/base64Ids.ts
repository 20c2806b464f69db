const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * `cluster=` in base64 or base64url, what follows, and its padding. A `%` after it begins an escape,
 * which is decoded first.
 */
const encodedIds = /(?<![A-Za-z0-9])(Y2x1c3Rlcj[0-3][\w+/-]+)={0,2}(?![\w+/%=-])/g;

/**
 * Decodes the session ids in base64 that a text contains. The addresses of a long-running operation
 * have one as `sessionId`. Source: Microsoft Graph, workbookoperation-get.
 */
export const withoutBase64 = (text: string): string =>
  text.replaceAll(encodedIds, (whole, base64: string) => {
    const id = decodedBytes(base64);
    return /^cluster=[\x21-\x7e]+$/.test(id) ? id : whole;
  });

/** One character for each byte. The core has no `atob`. */
function decodedBytes(base64: string): string {
  let [text, bits, count] = ['', 0, 0];
  for (const digit of base64.replaceAll('-', '+').replaceAll('_', '/')) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}
