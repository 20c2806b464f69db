const longest = 2_000;

/**
 * A name (6 or 8 characters) by which a person tells one session from another. The whole id stays off the screen: it
 * can hold the address of the person's OneDrive.
 */
export function shortName(sessionId: string): string {
  const [, guidStart] = /(?:^|&)usid=([0-9a-f]{8})-/i.exec(sessionId) ?? [];
  return guidStart ?? sessionId.slice(-6);
}

/**
 * The session id that a person pasted, without the white space around it; undefined where it cannot be one: an id is
 * sent as a header, byte for byte, so it is 1 to 2,000 printable ASCII characters without spaces.
 */
export function parseSessionId(text: string): string | undefined {
  const id = text.trim();
  return id.length <= longest && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
}
