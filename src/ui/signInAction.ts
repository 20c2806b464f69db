import type { SignInReason } from '../session/failures';
import type { UserAction } from '../session/userAction';
import type { Messages } from '../locales/index';

/** The user's ways to sign in: with any account, or with another one. */
export type SignInAction = 'signIn' | 'another';

/** The action that each button dispatches. */
export const signInActions: Record<SignInAction, UserAction> = {
  signIn: { kind: 'signInRequested', another: false },
  another: { kind: 'signInRequested', another: true },
};

/** The button's label. */
export const signInLabel = (action: SignInAction, { actions }: Messages): string =>
  actions[action === 'another' ? 'useAnother' : action];

/** The action after a failed sign-in: another account, when this account can never be used. */
export function afterSignIn(reason: SignInReason): SignInAction {
  const otherAccount: readonly SignInReason[] = [
    'personalAccount',
    'wrongTenant',
    'accountBlocked',
    'notAssigned',
    'conditionalAccess',
  ];
  return otherAccount.includes(reason) ? 'another' : 'signIn';
}
