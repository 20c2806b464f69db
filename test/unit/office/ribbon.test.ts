import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Refusal } from '../../../src/office/refusals';
import { createRibbon } from '../../../src/office/ribbon';
import { settled } from '../../simulation/time';

interface Update {
  readonly tabs: readonly [
    { readonly groups: readonly [{ readonly controls: readonly { readonly enabled: boolean }[] }] },
  ];
}

/** An Excel that notes each update, and refuses it with a code where it is told to. */
function excel({
  refuses = () => undefined,
  supported = true,
}: { readonly refuses?: () => string | undefined; readonly supported?: boolean } = {}) {
  const updates: boolean[] = [];
  const refused: Refusal[] = [];
  vi.stubGlobal('Office', {
    context: { requirements: { isSetSupported: () => supported } },
    ribbon: {
      requestUpdate: async ({
        tabs: [
          {
            groups: [{ controls }],
          },
        ],
      }: Update) => {
        await Promise.resolve();
        const [refresh, keepAlive] = controls;
        expect(refresh?.enabled).toBe(keepAlive?.enabled);
        updates.push(refresh?.enabled === true);
        const code = refuses();
        if (code !== undefined) throw Object.assign(new Error('refused'), { code });
      },
    },
  });
  const show = createRibbon((outcome) => {
    if (!outcome.ok) refused.push(outcome.failure);
  });
  return { updates, refused, show };
}

const states = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });

afterEach(() => vi.unstubAllGlobals());

describe('the ribbon', () => {
  it('is updated only when a button changes, and ends in the latest state', async () => {
    await fc.assert(
      fc.asyncProperty(
        states,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        async (sequence, pauses) => {
          const { updates, show } = excel();
          for (const [index, state] of sequence.entries()) {
            show(state);
            if (pauses[index] === true) await settled();
          }
          await settled();
          expect(updates.at(-1)).toEqual(sequence.at(-1));
          const changes = sequence.filter(
            (enabled, index) => index === 0 || enabled !== sequence[index - 1],
          ).length;
          expect(updates.length).toBeLessThanOrEqual(changes);
        },
      ),
    );
  });

  it('is updated once for the same state, also after a refusal', async () => {
    const { updates, refused, show } = excel({ refuses: () => 'GeneralException' });
    for (let times = 0; times < 3; times += 1) {
      show(true);
      await settled();
    }
    expect(updates).toEqual([true]);
    expect(refused).toEqual([{ what: 'ribbon', code: 'GeneralException' }]);
  });

  it.each(['AccessDenied', 'HostRestartNeeded'])(
    'is not updated again after %s, a lasting refusal',
    async (code) => {
      const { updates, refused, show } = excel({ refuses: () => code });
      for (const state of [true, false, true]) {
        show(state);
        await settled();
      }
      expect(updates).toEqual([true]);
      expect(refused).toEqual([{ what: 'ribbon', code }]);
    },
  );

  it('is updated again after a temporary refusal', async () => {
    let first = true;
    const { updates, show } = excel({
      refuses: () => {
        const code = first ? 'ActivityLimitReached' : undefined;
        first = false;
        return code;
      },
    });
    show(true);
    await settled();
    show(false);
    await settled();
    expect(updates).toEqual([true, false]);
  });

  it('is not updated in an Excel without RibbonApi', async () => {
    const { updates, show } = excel({ supported: false });
    show(true);
    await settled();
    expect(updates).toEqual([]);
  });
});
