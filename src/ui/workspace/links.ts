/** Where a file is, for a reader: the site or the OneDrive, and the folders, else the host; undefined where that is no https address. */
export function locationOfUrl(webUrl: string): string | undefined {
  const url = httpsUrl(webUrl);
  if (url === undefined) return undefined;
  // Graph gives an Office file the address of its editor, whose path says nothing of the folders.
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
 * Whether a text may hold a link, in any encoding or without its scheme: something with a host and a
 * path, or a scheme in base64. What it leads to is not judged here.
 */
export function mayBeLink(text: string): boolean {
  const isLocal = /^\W*(?:[a-z]:[\\/]|(?:file|content|javascript|data|mailto):)/i.test(text);
  return (
    !isLocal && /https?(?::|[%~*-](?:25)*3a|&#)|[a-z0-9-]\.[a-z]{2,}[/\\@%~]|aHR0c/i.test(text)
  );
}

/** The address, where the text is an https one. */
export function httpsUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}
