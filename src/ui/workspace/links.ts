/**
 * A file's location as the user reads it: the site or the OneDrive with its folders, else the host
 * name; undefined when the URL is not https.
 */
export function locationOfUrl(webUrl: string): string | undefined {
  const url = httpsUrl(webUrl);
  if (url === undefined) return undefined;
  // For an Office file, Graph returns the URL of its editor, whose path holds no folders.
  const folders = url.pathname.includes('/_layouts/') ? [] : foldersOf(url.pathname);
  return folders.length === 0 ? url.hostname : folders.join(' › ');
}

function foldersOf(path: string): string[] {
  const [first = '', second, ...rest] = path.split('/').slice(1, -1).map(readable);
  const known = ['sites', 'teams', 'personal'].includes(first);
  return (known ? [second, ...rest] : [first, second, ...rest])
    .filter((part) => part !== undefined && part !== '')
    .map(String);
}

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Whether a text may contain a link, in any encoding and with or without its scheme. A link has a
 * host and a path, or a scheme in base64. Its target is validated elsewhere.
 */
export function mayBeLink(text: string): boolean {
  const isLocal = /^\W*(?:[a-z]:[\\/]|(?:file|content|javascript|data|mailto):)/i.test(text);
  return (
    !isLocal && /https?(?::|[%~*-](?:25)*3a|&#)|[a-z0-9-]\.[a-z]{2,}[/\\@%~]|aHR0c/i.test(text)
  );
}

/** Parses an https URL; undefined for any other text. */
export function httpsUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}
