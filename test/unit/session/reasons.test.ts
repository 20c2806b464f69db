import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ends } from '../../../src/locales/en/ends';
import { needs, retries, recoveries, workbooks } from '../../../src/locales/en/faults';
import { signIns } from '../../../src/locales/en/reasons';
import { signInRemedies, type WorkbookReason } from '../../../src/session/failures';
import { linkMayHelp } from '../../../src/ui/workspace/nextActions';
import { repositoryRoot } from '../manifestElements';

const text = readFileSync(new URL('docs/reasons.md', repositoryRoot), 'utf8');

/** The rows of the section whose heading names this table: the cells of each, without its heading row. */
function rowsOf(table: string): readonly (readonly string[])[] {
  const [, section = ''] = text.split(new RegExp(`^## .*: \`${table}\`$`, 'm'));
  const [own = ''] = section.split(/^## /m);
  const lines = own.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const tables = { ends, needs, retries, recoveries, workbooks, signIns };

describe('docs/reasons.md', () => {
  it.each(Object.entries(tables))(
    'has a row for each of the %s in the code, and no other',
    (name, words) => {
      const keys = rowsOf(name).map(([key = '']) => key);
      expect(keys.sort()).toEqual(
        Object.keys(words)
          .map((key) => `\`${key}\``)
          .sort(),
      );
    },
  );

  it('has evidence and no empty cell in each row', () => {
    for (const name of Object.keys(tables)) {
      for (const cells of rowsOf(name)) {
        expect(cells.length, cells.join()).toBeGreaterThanOrEqual(2);
        expect(
          cells.every((cell) => cell !== ''),
          cells.join(),
        ).toBe(true);
      }
    }
  });

  it('has a link among the next steps exactly where the pane offers one', () => {
    for (const [key = '', , , next = ''] of rowsOf('workbooks')) {
      const reason = key.replaceAll('`', '') as WorkbookReason;
      expect(/\blink\b/.test(next), reason).toBe(linkMayHelp(reason));
    }
  });

  it('has the same remedy as the code for each sign-in reason', () => {
    const words = { user: 'The user', retry: 'Another attempt', nothing: 'Nothing' };
    const told = Object.fromEntries(
      rowsOf('signIns').map(([key = '', , asks = '']) => [key.replaceAll('`', ''), asks]),
    );
    expect(told).toEqual(
      Object.fromEntries(Object.entries(signInRemedies).map(([key, asks]) => [key, words[asks]])),
    );
  });
});
