export const segmentsOf = (path: string): string[] =>
  path.split('/').filter((segment) => segment !== '');

/** Names as a path, each percent-encoded by itself. No name can hold half a surrogate pair, on which encoding would throw. */
export const encodedPath = (names: readonly string[]): string =>
  names.map((name) => encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))).join('/');

/** Drops what a user pastes along: a query (`?web=1`), which no name can hold, and a fragment after the file (`#Sheet1!A1`). */
export function withoutTail(rest: string): string {
  const [path = ''] = rest.split('?');
  return path.replace(/(\.xls[a-z]?)#(?:https?:.*|(?!.*\.xls[a-z]?$).*)$/is, '$1');
}

/** The segments of a path as names. Excel and people encode some segments and not others, so each is looked at by itself. */
export function decodedSegments(path: string): string[] {
  return segmentsOf(path).map(decodedSegment);
}

/** Source: SharePoint, restrictions on file and folder names. */
export const illegalInNames = /[\u0000-\u001f"*:<>?/\\|]/;

/**
 * A segment with a space, or with a `%` that begins no code, was never encoded: its other codes belong to the name. But a
 * `%20` beside a space was half encoded (MSGraph-SDK-Code-Generator#516). Only what can stand in a name is decoded.
 */
function decodedSegment(segment: string): string {
  if (/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(segment) && !segment.includes('%20')) return segment;
  return segment.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      const decoded = decodeURIComponent(codes);
      return illegalInNames.test(decoded) ? codes : decoded;
    } catch {
      return codes;
    }
  });
}
