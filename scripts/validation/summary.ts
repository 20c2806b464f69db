/** The result of a check; one that could not be made says why, and what would make it. */
export type CheckOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'notChecked'; readonly because: string };

/** A check of the manifest. */
export interface Check {
  readonly name: string;
  readonly outcome: CheckOutcome;
}

const words = { passed: 'checked', failed: 'failed', notChecked: 'not checked' } as const;
const width = Math.max(...Object.values(words).map(({ length }) => length));

/** One line for each check: what was checked, what failed, and what was not checked and why. */
export const summaryOf = (checks: readonly Check[]): string =>
  checks
    .map(({ name, outcome }) => {
      const reason = outcome.kind === 'notChecked' ? `, because ${outcome.because}` : '';
      return `${words[outcome.kind].padEnd(width)}  ${name}${reason}`;
    })
    .join('\n');

/** Whether the manifest is invalid: a check that was not made is no failure. */
export const hasFailed = (checks: readonly Check[]): boolean =>
  checks.some(({ outcome }) => outcome.kind === 'failed');
