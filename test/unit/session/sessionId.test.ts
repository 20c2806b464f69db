import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSessionId, shortName } from '../../../src/session/sessionId';

const documented = 'cluster=CH3&session=15.ABC1PEPF000007AE1.A70.en-US14.app%40sharepoint1.S1&usid=c249c899-0000-4000-8000-000000000000';
const printable = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 2_000 });
const white = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r') });

describe('shortName', () => {
  test('is the first part of the usid', () => expect(shortName(documented)).toBe('c249c899'));
  test('is found wherever it stands', () => expect(shortName('usid=C249C899-0000&x=1')).toBe('C249C899'));
  test('is the end of an id without one', () => expect(shortName('cluster=CH3&session=15.SIN')).toBe('15.SIN'));
  test('is short, and a part of the id', () => {
    fc.assert(fc.property(printable, (id) => {
      expect(shortName(id).length).toBeLessThanOrEqual(8);
      expect(id).toContain(shortName(id));
    }));
  });
});

describe('parseSessionId', () => {
  test('keeps an id byte for byte, without the white space around it', () => {
    fc.assert(fc.property(white, printable, white, (before, id, after) => {
      expect(parseSessionId(before + id + after)).toBe(id);
    }));
  });

  test('keeps the longest there may be', () => expect(parseSessionId('x'.repeat(2_000))).toBe('x'.repeat(2_000)));

  test.each(['', '   ', 'two words', 'line\nbreak', 'ユーザー', 'a\u007f', 'x'.repeat(2_001)])('refuses %j', (text) => {
    expect(parseSessionId(text)).toBeUndefined();
  });

  test('whatever it lets through can be sent as a header', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const id = parseSessionId(text);
      if (id !== undefined) expect(new Headers({ 'workbook-session-id': id }).get('workbook-session-id')).toBe(id);
    }));
    // The tables of all characters take seconds to be built on a busy machine.
  }, 30_000);
});
