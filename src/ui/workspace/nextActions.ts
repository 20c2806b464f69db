import type { UserAction } from '../../session/events';
import type {
  EndReason,
  Failure,
  Need,
  SignInReason,
  WorkbookProblem,
  WorkbookReason,
} from '../../session/failures';
import type { Messages } from '../../locales/index';

/** What a user can do next. */
export type NextAction = 'signIn' | 'another' | 'checkAgain' | 'start' | 'askAllFiles';

export const userActionOf: Record<NextAction, UserAction> = {
  signIn: { kind: 'signInRequested', another: false },
  another: { kind: 'signInRequested', another: true },
  checkAgain: { kind: 'checkAgainRequested' },
  start: { kind: 'startRequested' },
  askAllFiles: { kind: 'allFilesRequested' },
};

export function labelOf(step: NextAction, { actions }: Messages): string {
  const labels: Record<NextAction, string> = {
    signIn: actions.signIn,
    another: actions.useAnother,
    checkAgain: actions.checkAgain,
    start: actions.tryAgain,
    askAllFiles: actions.askAllFiles,
  };
  return labels[step];
}

const afterNeed: Record<Need, readonly NextAction[]> = {
  editRight: ['start'],
  supportedWorkbook: ['checkAgain'],
  unlocked: ['start'],
  permission: ['another'],
  sharedFile: ['askAllFiles'],
  otherAccount: ['another'],
  storageSpace: ['start'],
  cleanFile: ['checkAgain'],
  workAccount: ['another'],
  existingFile: ['checkAgain'],
  // The same request would be refused again.
  otherRequest: [],
};

/** The steps that go on after a session did not start, the one that helps first. A remedy that failed does not come first. */
export function afterFailedStart({
  recovery,
  allFilesMayHelp,
  anotherFailed,
}: Failure): readonly NextAction[] {
  if (recovery.kind === 'forbidden') {
    const wider = allFilesMayHelp === true ? (['askAllFiles'] as const) : [];
    const needed = afterNeed[recovery.need];
    if (anotherFailed !== true) return [...needed, ...wider];
    return [...(wider.length > 0 ? wider : (['start'] as const)), ...needed];
  }
  if (recovery.kind === 'ended') return [afterEnd(recovery.reason) ?? 'start'];
  return recovery.kind === 'reauthenticate' ? ['signIn'] : ['start'];
}

/** What helps, before a new session, after the last one ended. */
export function afterEnd(reason: EndReason): NextAction | undefined {
  if (reason === 'authentication') return 'signIn';
  return reason === 'fileGone' || reason === 'unsupportedWorkbook' ? 'checkAgain' : undefined;
}

/** The step that goes on after a failed sign-in: another account where this one can't be used, whatever its user does. */
export function afterSignIn(reason: SignInReason): NextAction {
  const otherAccount: readonly SignInReason[] = [
    'personalAccount',
    'wrongTenant',
    'accountBlocked',
    'notAssigned',
  ];
  return otherAccount.includes(reason) ? 'another' : 'signIn';
}

/** The step that may help; `refused` where the wider permission was just asked for, and not given. */
export function afterWorkbook({ reason, failure }: WorkbookProblem, refused = false): NextAction {
  if (refused && reason === 'sharedFile') return 'another';
  if (failure?.anotherFailed === true) return 'checkAgain';
  const others: Partial<Record<WorkbookReason, NextAction>> = {
    signIn: 'signIn',
    sharedFile: 'askAllFiles',
    otherTenant: 'another',
    otherAccount: 'another',
  };
  return others[reason] ?? 'checkAgain';
}

/** Where another account can help. */
export function anotherMayHelp(reason: WorkbookReason): boolean {
  // How the service refuses the file of another organization is documented nowhere: as not there, perhaps.
  return (['noAccess', 'sharedFile', 'notFound', 'otherAccount'] as const).some(
    (helped) => helped === reason,
  );
}

/** Where the user's own link to the workbook can help. */
export function linkMayHelp(reason: WorkbookReason): boolean {
  return (
    [
      'noAddress',
      'unsaved',
      'local',
      'notFound',
      'noAccess',
      'otherAccount',
      'badLink',
      'otherServer',
      'cancelled',
      'unknown',
    ] as const
  ).some((helped) => helped === reason);
}
