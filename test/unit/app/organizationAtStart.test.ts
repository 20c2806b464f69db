import { expect, it } from 'vitest';
import { organizationAtStart } from '../../../src/app/organizationAtStart';
import type { Host } from '../../../src/office/host';
import { account, workbook } from '../session/reducerBench';
import { settled } from '../../simulation/time';

const organization = 'fabrikam.onmicrosoft.com';
const stored = { organization, owner: 'fabrikam.sharepoint.com' };
const theirs = 'https://fabrikam-my.sharepoint.com/personal/alex/Documents/Plan.xlsx';
const never = new Promise<null>(() => undefined);
const excelAt = (address: string | null): Promise<Host> =>
  Promise.resolve({ documentAddress: () => Promise.resolve(address) } as Partial<Host> as Host);

type Given = Parameters<typeof organizationAtStart>;
async function startsWith(remembered: Given[0], known: Given[1], host: Given[2]): Promise<unknown> {
  let started: unknown = 'waits';
  organizationAtStart(remembered, known, host, (chosen) => (started = chosen));
  await settled();
  return started;
}

it('is the stored one for a workbook of the same owner only', async () => {
  expect(await startsWith(stored, null, excelAt(theirs))).toEqual({ organization });
  for (const address of [workbook.webUrl, 'C:\\Plan.xlsx', '', null]) {
    expect(await startsWith(stored, null, excelAt(address))).toEqual({});
  }
  const ofHost = { organization, owner: 'fabrikam.sharepoint.us' };
  const address = 'https://Fabrikam.sharepoint.us/sites/Team/Plan.xlsx';
  expect(await startsWith(ofHost, null, excelAt(address))).toEqual({ organization });
});

it('waits for Excel only where one is stored and the workbook is not known', async () => {
  const known = { account, workbook };
  expect(await startsWith(null, null, never)).toEqual({});
  expect(await startsWith(stored, known, never)).toEqual({});
  expect(await startsWith(stored, null, never)).toBe('waits');
  expect(await startsWith(stored, null, Promise.resolve(null))).toEqual({});
  expect(await startsWith(stored, null, Promise.reject(new Error('no Office')))).toEqual({});
});

it('is after a reload the one that this tab used, whatever another one has named since', async () => {
  const known = { account, workbook, organization: 'woodgrove.com' };
  for (const named of [stored, null]) {
    expect(await startsWith(named, known, never)).toEqual({ organization: 'woodgrove.com' });
  }
});

it('is the one of a pane without Excel for a pane without Excel', async () => {
  expect(await startsWith({ organization, owner: '' }, null, Promise.resolve(null))).toEqual({
    organization,
  });
});
