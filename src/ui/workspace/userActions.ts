import type { Messages } from '../../locales/index';
import type { UserAction } from '../../session/userAction';
import { signInActions, signInLabel, type SignInAction } from '../signInAction';
import { signedInMessages } from './signedInMessages';

/** The user's next actions. */
export type NextAction = SignInAction | 'checkAgain' | 'start' | 'askAllFiles';

/** The action that each button dispatches. */
export const userActionOf: Record<NextAction, UserAction> = {
  ...signInActions,
  checkAgain: { kind: 'checkAgainRequested' },
  start: { kind: 'startRequested' },
  askAllFiles: { kind: 'allFilesRequested' },
};

/** The button's label. */
export function labelOf(action: NextAction, messages: Messages): string {
  if (action === 'signIn' || action === 'another') return signInLabel(action, messages);
  if (action === 'start') return messages.actions.tryAgain;
  return signedInMessages(messages).labels[action];
}
