/** The action that waits for the user's confirmation, because changes would be lost. */
export type LeavingQuestion = 'close' | 'signOut' | 'switchAccount';

/** An action of the user. */
export type UserAction =
  /**
   * `another` lets the user choose an account. `organization` is a result of parseOrganization, or
   * '' for the account's own; without it `another` means the account's own, and otherwise the one
   * that was signed in to before.
   */
  | {
      readonly kind: 'signInRequested';
      readonly another: boolean;
      readonly organization?: string;
    }
  | { readonly kind: 'signOutRequested' }
  /** The user agreed to grant the permission for all files. */
  | { readonly kind: 'allFilesRequested' }
  | { readonly kind: 'checkAgainRequested' }
  | { readonly kind: 'linkGiven'; readonly link: string }
  | { readonly kind: 'persistChangesChosen'; readonly persistChanges: boolean }
  | { readonly kind: 'startRequested' }
  | { readonly kind: 'attachRequested'; readonly sessionId: string }
  /** The user cancels a sign-in, a lookup or a request. */
  | { readonly kind: 'cancelRequested' }
  /** `isCheck` is true if the pane asks what has become of the session, and not the user. */
  | { readonly kind: 'refreshRequested'; readonly isCheck?: true }
  | { readonly kind: 'keepAliveSet'; readonly on: boolean }
  | { readonly kind: 'stopAfterChosen'; readonly stopAfterMs: number | null }
  /** The user lets keep-alive go on for `extensionMs` after its end. */
  | { readonly kind: 'keepAliveExtended' }
  | { readonly kind: 'closeRequested' }
  /** The user confirmed that the changes of the session are lost. */
  | { readonly kind: 'leavingConfirmed' }
  | { readonly kind: 'dismissed' }
  /** The user has read that a session may be open which no screen shows. */
  | { readonly kind: 'unconfirmedDismissed' };
