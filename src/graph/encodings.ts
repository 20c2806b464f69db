/**
 * Decodes each code of `escape` and two hexadecimal digits once, as UTF-8. If codes are not valid
 * UTF-8, only ASCII characters are decoded. The web writes `%2F`, Teams `~2F`, Proofpoint `-2F`.
 */
export function decoded(text: string, escape = '%'): string {
  return text.replace(new RegExp(`(?:\\${escape}[0-9a-f]{2})+`, 'gi'), (codes) => {
    const percentCodes = codes.replaceAll(escape, '%');
    try {
      return decodeURIComponent(percentCodes);
    } catch {
      return percentCodes.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code));
    }
  });
}

/** Decodes base64 or base64url, padded or not, as UTF-8; undefined if that is impossible. */
export function base64Text(base64: string): string | undefined {
  try {
    const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const runLengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The address in Proofpoint URL Defense v3's form, `__{address}__;{characters}!`, or none. `*`
 * stands for the next character, `**` and a letter for a run of them (`A` for two). The characters
 * follow in base64url. Source: Proofpoint, URLDefenseDecode.py.
 */
export function urlDefenseAddress(text: string): string[] {
  const [, address, base64 = ''] = /__([a-z][a-z0-9+.-]*:.+?)__;([\w-]*)!/is.exec(text) ?? [];
  if (address === undefined) return [];
  const replaced = Array.from(base64Text(base64) ?? '');
  const plain = address.replace(/\*(?:\*([\w-]))?/g, (_token, run?: string) => {
    const count = run === undefined ? 1 : runLengths.indexOf(run) + 2;
    return replaced.splice(0, count).join('');
  });
  return [plain];
}
