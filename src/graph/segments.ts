/** The non-empty segments of a path. */
export const segmentsOf = (path: string): string[] =>
  path.split('/').filter((segment) => segment !== '');

/**
 * Joins names to a path, each percent-encoded. A lone surrogate, which no name can contain, is
 * replaced: encoding it would throw.
 */
export const encodedPath = (names: readonly string[]): string =>
  names.map((name) => encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))).join('/');

/**
 * Removes what a user may paste after a path: a query (`?web=1`), which no name can contain, and a
 * fragment after the file (`#Sheet1!A1`).
 */
export function withoutTail(rest: string): string {
  const [path = ''] = rest.split('?');
  return path.replace(/(\.xls[a-z]?)#(?:https?:.*|(?!.*\.xls[a-z]?$).*)$/is, '$1');
}

/**
 * The segments of a path as names. Excel and users encode some segments and not others, so each is
 * decoded separately.
 */
export function decodedSegments(path: string): string[] {
  return segmentsOf(path).map(decodedSegment);
}

/**
 * Characters that names cannot contain. Source: SharePoint, restrictions on file and folder names.
 */
export const illegalInNames = /[\u0000-\u001f"*:<>?/\\|]/;

/**
 * Decodes a segment. If it contains a space, or a `%` without a code, it was never encoded, and its
 * codes belong to the name. A `%20` beside a space was half encoded
 * (MSGraph-SDK-Code-Generator#516). Characters that names cannot contain stay encoded.
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
