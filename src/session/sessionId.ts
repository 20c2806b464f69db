import { idIn, withoutMarks } from './pastedId';

const longest = 2_000;
/** An answer of createSession, its headers included, is shorter. Characters. */
const longestText = 20_000;

/**
 * A name (6 or 8 characters) by which a user tells one session from another. The whole id stays off the screen: it
 * can hold the address of the user's OneDrive.
 */
export function shortName(sessionId: string): string {
  const [, guidStart] = /(?:^|&)usid=([0-9a-f]{8})-/i.exec(sessionId) ?? [];
  return guidStart ?? sessionId.slice(-6);
}

/**
 * The session id in a text that a user pasted: the id, in quotation marks or broken into lines; the
 * answer of createSession; a header or a line of code with the id. Undefined where there is none: an
 * id is sent as a header, byte for byte, so it is 1 to 2,000 printable ASCII characters without
 * spaces.
 */
export function parseSessionId(text: string): string | undefined {
  if (text.length > longestText) return undefined;
  const id = idIn(withoutMarks(text));
  return id !== undefined && id.length <= longest && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
}
