import { findSessionId, trimPastedText } from './pastedId';

const maxIdLength = 2_000;
/**
 * Maximum length of a pasted text, in characters; a response of createSession with its headers is
 * shorter.
 */
const maxTextLength = 20_000;

/**
 * A short name (6 or 8 characters) of a session, for display. The whole id is not displayed: it can
 * contain the address of the user's OneDrive.
 */
export function shortName(sessionId: string): string {
  const [, guidStart] = /(?:^|&)usid=([0-9a-f]{8})-/i.exec(sessionId) ?? [];
  return guidStart ?? sessionId.slice(-6);
}

/**
 * Parses the session id in a pasted text: the id, quoted or wrapped; the response of createSession;
 * a header or a line of code with the id. Returns undefined if there is none. An id is sent as a
 * header, byte for byte, so it is 1 to 2,000 printable ASCII characters without spaces.
 */
export function parseSessionId(text: string): string | undefined {
  if (text.length > maxTextLength) return undefined;
  const id = findSessionId(trimPastedText(text));
  return id !== undefined && id.length <= maxIdLength && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
}
