import type { SignInReason } from '../session/failures';
import type { UserAction } from '../session/userAction';
import type { Messages } from '../locales/index';

/** The user's next actions. */
export type NextAction = 'signIn' | 'another' | 'checkAgain' | 'start' | 'askAllFiles';

/** The action that each button dispatches. */
export const userActionOf: Record<NextAction, UserAction> = {
  signIn: { kind: 'signInRequested', another: false },
  another: { kind: 'signInRequested', another: true },
  checkAgain: { kind: 'checkAgainRequested' },
  start: { kind: 'startRequested' },
  askAllFiles: { kind: 'allFilesRequested' },
};

/** The button's label. */
export const labelOf = (action: NextAction, { actions }: Messages): string =>
  actions[action === 'another' ? 'useAnother' : action === 'start' ? 'tryAgain' : action];

/** The action after a failed sign-in: another account, when this account can never be used. */
export function afterSignIn(reason: SignInReason): NextAction {
  const otherAccount: readonly SignInReason[] = [
    'personalAccount',
    'wrongTenant',
    'accountBlocked',
    'notAssigned',
    'conditionalAccess',
  ];
  return otherAccount.includes(reason) ? 'another' : 'signIn';
}
