import { describe, expect, it } from 'vitest';
import { parseSessionId } from '../../../src/session/sessionId';

const operation =
  'https://graph.microsoft.com/v1.0/me/drive/items/01C/workbook/operations/0195cfac';
const succeeded = (query: string): string =>
  JSON.stringify({
    id: '0195cfac-bd22-4f91-b276-dece0aa2378b',
    status: 'succeeded',
    resourceLocation: `/workbook/sessionInfoResource(key='0195cfac')?${query}`,
  });

// Source: Microsoft Graph, workbookoperation-get and tablerowcollection-add.
describe('the addresses of a long-running operation', () => {
  it.each([
    ['Location', (query: string) => `202 Accepted\r\nLocation: ${operation}?${query}\r\n`],
    ['answer', succeeded],
    ['encoded address', (query: string) => encodeURIComponent(`${operation}?${query}`)],
  ])('have the session id in base64, which is decoded (%s)', (_name, paste) => {
    // Each length of base64's padding.
    for (const cluster of ['CH3', 'CH31', 'PSG44']) {
      const id = `cluster=${cluster}&session=15.A%2fB4~&usid=a1932554-9a40-7636-f457-a26112ad486a`;
      const encoded = Buffer.from(id).toString('base64');
      expect(parseSessionId(paste(`sessionId=${encoded}`))).toBe(id);
      expect(parseSessionId(paste(`sessionId=${encodeURIComponent(encoded)}`))).toBe(id);
    }
  });
});

it('a text that only begins like an id in base64 is kept', () => {
  for (const id of ['Y2x1c3Rlcj0', 'Y2x1c3Rlcj0B', 'Y2x1c3Rlcj1DSDPp']) {
    expect(parseSessionId(id)).toBe(id);
  }
});
