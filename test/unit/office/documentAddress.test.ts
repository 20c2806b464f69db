import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import { createDocumentAddress } from '../../../src/office/documentAddress';
import { VirtualTime } from '../../simulation/time';

/**
 * How getFilePropertiesAsync answers: with an address, with a refusal (undefined), or never
 * (`hang`).
 */
type Live = string | undefined;

function excel(url: string | null | undefined, live: Live) {
  const answers = { live, url };
  vi.stubGlobal('Office', {
    context: {
      document: {
        get url() {
          return answers.url;
        },
        getFilePropertiesAsync: (callback: (result: unknown) => void) => {
          if (answers.live !== 'hang') {
            callback(
              answers.live === undefined
                ? { status: 'failed', error: { code: 5001 } }
                : { value: { url: answers.live } },
            );
          }
        },
      },
    },
  });
  const time = new VirtualTime();
  const tell = createDocumentAddress(createClock(time.source));
  const told = async (): Promise<string | null> => {
    const address = tell();
    await time.run(time.now + 5_000);
    return address;
  };
  return { told, answers };
}

const online = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents/100% #1.xlsx';

afterEach(() => vi.unstubAllGlobals());

describe('the address of the open workbook', () => {
  it.each<[string, string | null | undefined, Live, string | null]>([
    ['a workbook that was never saved, on the desktop', '', undefined, ''],
    ['one that was never saved, where Excel tells an empty address', '', '', ''],
    ['a guest on the web', null, undefined, null],
    ['a guest on the web, where Excel does not answer', null, 'hang', null],
    ['an Excel that knows no address', undefined, undefined, null],
    ['a saved workbook', online, online, online],
    ['one whose live address fails', online, undefined, online],
    ['one whose live address does not come', online, 'hang', online],
    [
      'a mounted library',
      '\\\\contoso.sharepoint.com@SSL\\DavWWWRoot\\sites\\Finance\\b.xlsx',
      undefined,
      '\\\\contoso.sharepoint.com@SSL\\DavWWWRoot\\sites\\Finance\\b.xlsx',
    ],
    ['Save As since the pane was opened', 'C:\\old.xlsx', online, online],
  ])('of %s', async (_name, url, live, expected) => {
    expect(await excel(url, live).told()).toBe(expected);
  });

  it('keeps its last value while Excel fails or does not answer', async () => {
    const { told, answers } = excel('', undefined);
    expect(await told()).toBe('');
    answers.live = online;
    expect(await told()).toBe(online);
    for (const silence of [undefined, 'hang', ''] as const) {
      answers.live = silence;
      expect(await told()).toBe(online);
    }
    answers.live = 'D:\\b.xlsx';
    expect(await told()).toBe('D:\\b.xlsx');
  });
});
