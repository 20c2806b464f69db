/**
 * Encodes a URL for `/shares/{token}`: `u!` and the base64url, without padding, of its UTF-8 bytes.
 * `btoa` alone throws on names that are not Latin-1. Source: Microsoft Graph, shares-get.
 */
export function shareToken(url: string): string {
  const bytes = new TextEncoder().encode(url);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `u!${base64.replaceAll('=', '').replaceAll('/', '_').replaceAll('+', '-')}`;
}
