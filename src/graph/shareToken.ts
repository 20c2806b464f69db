/**
 * The token that stands for a URL in `/shares/{token}`: `u!` and base64url, without padding, of the URL's UTF-8 bytes.
 * Source: Microsoft Graph, shares-get. (`btoa` alone throws on names that are not Latin-1.)
 */
export function shareToken(url: string): string {
  const bytes = new TextEncoder().encode(url);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `u!${base64.replaceAll('=', '').replaceAll('/', '_').replaceAll('+', '-')}`;
}
