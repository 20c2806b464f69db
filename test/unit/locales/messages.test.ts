import { describe, expect, test, vi } from 'vitest';
import { messages as base } from '../../../src/locales/en/index';
import { signedIn } from '../../../src/locales/en/signedIn';
import { messagesFor } from '../../../src/locales/index';
import { messages as japanese } from '../../../src/locales/ja/index';
import { timesFor } from '../../../src/locales/times';

/** Every message as path and text; a message with values is filled with marks. */
function lines(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const marks = Array.from({ length: value.length }, (_, index) => `<${index}>`);
    return [[path, String(Reflect.apply(value, undefined, marks))]];
  }
  return Object.entries(value ?? {}).flatMap(([name, inner]) => lines(inner, `${path}.${name}`));
}

const english = { ...base, signedIn };
const said = new Map(lines(japanese));

describe('English and Japanese', () => {
  test('have the same messages', () => {
    const paths = (words: unknown) =>
      lines(words)
        .map(([path]) => path)
        .toSorted();
    expect(paths(japanese)).toEqual(paths(english));
  });

  test.each(lines(english))('%s says something in both, with the same values', (path, text) => {
    const translated = said.get(path) ?? '';
    expect(text.trim()).not.toBe('');
    expect(translated.trim()).not.toBe('');
    const marks = (words: string) => (words.match(/<\d>/g) ?? []).toSorted();
    expect(marks(translated)).toEqual(marks(text));
  });

  test('Japanese messages are Japanese, except for names', () => {
    const untranslated = lines(japanese).filter(
      ([path, text]) =>
        !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text) &&
        !/\.(language|product|joined|because)$/.test(path),
    );
    expect(untranslated).toEqual([]);
  });

  test('no title has a full stop, a code or blame', () => {
    for (const [path, text] of lines({ ...english.reasons, ...signedIn }).filter(([each]) =>
      each.endsWith('.title'),
    )) {
      expect(text, path).not.toMatch(
        /[.!]$|\b[45]\d\d\b|\berror\b|\binvalid\b|\byou (did|failed)/i,
      );
    }
  });
});

describe('messagesFor', () => {
  test.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['JA', 'ja'],
    ['en-US', 'en'],
    ['de-DE', 'en'],
    ['jam', 'en'],
    ['', 'en'],
  ])('%s gives %s', async (asked, given) => {
    expect((await messagesFor(asked)).language).toBe(given);
  });
});

describe('timesFor', () => {
  const now = Date.UTC(2027, 1, 16, 10, 42, 10);
  const plain = (text: string) => text.replace(/\s/g, ' ');

  test('a time of today has no date; any other has one', () => {
    const times = timesFor('en-US', 'UTC');
    expect(plain(times.moment(now - 60_000, now))).toBe('10:41 AM');
    expect(plain(times.moment(now - 86_400_000, now))).toBe('Feb 15, 10:42 AM');
    expect(timesFor('ja-JP', 'UTC').moment(now, now)).toBe('10:42');
  });

  test('a computer that comes to another time zone gets that one’s times and day', () => {
    vi.stubEnv('TZ', 'America/New_York');
    const times = timesFor('en-US');
    const midnight = Date.UTC(2027, 1, 16, 5, 10);
    expect(plain(times.moment(midnight, midnight))).toBe('12:10 AM');
    vi.stubEnv('TZ', 'America/Los_Angeles');
    expect(plain(times.moment(midnight, midnight))).toBe('9:10 PM');
    expect(plain(times.moment(midnight, midnight + 3_600_000 * 4))).toBe('Feb 15, 9:10 PM');
    expect(times.exact(midnight)).toContain('PST');
    vi.unstubAllEnvs();
  });

  test('a short duration is in milliseconds, a longer one in seconds', () => {
    const times = timesFor('en-US');
    expect(times.took(312)).toBe('312 ms');
    expect(times.took(1_840)).toBe('1.8 sec');
  });

  test('a language that Intl does not support is formatted as English', () => {
    expect(plain(timesFor('not a language', 'UTC').moment(now, now))).toBe('10:42 AM');
  });
});
