/** Drops what a person pastes along: a query (`?web=1`), which no name can hold, and a fragment after the file (`#Sheet1!A1`). */
export function withoutTail(rest: string): string {
  const [path = ''] = rest.split('?');
  return path.replace(/(\.xls[a-z]?)#(?!.*\.xls[a-z]?$).*$/is, '$1');
}

export const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

/** Names as a path, each percent-encoded by itself. No name can hold half a surrogate pair, on which encoding would throw. */
export const encodedPath = (names: readonly string[]): string =>
  names.map((name) => encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))).join('/');

/** The segments of a path as names. Excel and people encode some segments and not others, so each is looked at by itself. */
export function decodedSegments(path: string): string[] {
  return segmentsOf(path).map(decodedSegment);
}

/**
 * A segment with a space, or with a `%` that begins no code, was never encoded: its other codes belong to the name. Only
 * whole characters are decoded; what is no UTF-8 stays as it is.
 */
function decodedSegment(segment: string): string {
  if (/[\s"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(segment)) return segment;
  return segment.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}
