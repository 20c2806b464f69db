import type {
  EndReason,
  Failure,
  Need,
  WorkbookProblem,
  WorkbookReason,
} from '../../session/failures';
import type { OpenSession, SessionState, StateOf } from '../../session/state';
import type { NextAction } from './userActions';

const afterNeed: Record<Need, readonly NextAction[]> = {
  editRight: ['start'],
  supportedWorkbook: ['checkAgain'],
  unencryptedFile: ['start'],
  permission: ['another'],
  sharedFile: ['askAllFiles'],
  otherAccount: ['another'],
  storageSpace: ['start'],
  cleanFile: ['checkAgain'],
  existingFile: ['checkAgain'],
  // The same request would be refused again.
  otherRequest: [],
};

/**
 * Next actions after a session did not start, the most helpful first. A remedy that has failed does
 * not come first.
 */
export function afterFailedStart({
  recovery,
  allFilesMayHelp,
  anotherFailed,
  afterSignIn,
}: Failure): readonly NextAction[] {
  if (recovery.kind === 'forbidden') {
    const allFiles = allFilesMayHelp === true ? (['askAllFiles'] as const) : [];
    const helpful = afterNeed[recovery.need];
    if (anotherFailed !== true) return [...helpful, ...allFiles];
    return [...(allFiles.length > 0 ? allFiles : (['start'] as const)), ...helpful];
  }
  if (recovery.kind === 'ended') {
    const remedy = afterEnd(recovery.reason);
    return remedy === 'signIn' ? ['signIn', 'start'] : [remedy ?? 'start'];
  }
  if (recovery.kind !== 'reauthenticate') return ['start'];
  return afterSignIn === true ? ['signIn', 'another'] : ['signIn'];
}

/** What the user has tried of late, as the app state tells it. */
export interface TriedRemedies {
  /** The last sign-in since a request in a session succeeded. */
  readonly signedIn?: { readonly asAnother: boolean } | undefined;
  /** The permission for all files was asked for and not given. */
  readonly allFilesRefused?: boolean;
}

/**
 * The actions, with those that the user has just tried last: they did not help. Another account
 * takes the place of a permission that was not given.
 */
export function untriedFirst(
  actions: readonly NextAction[],
  { signedIn, allFilesRefused }: TriedRemedies,
): readonly NextAction[] {
  const tried = signedIn && (signedIn.asAnother ? 'another' : 'signIn');
  const open = actions.map((action) =>
    action === 'askAllFiles' && allFilesRefused ? 'another' : action,
  );
  return [...new Set([...open.filter((action) => action !== tried), ...open, ...actions])];
}

/** Next actions after a session was lost, the most helpful first. */
export function afterLost(state: StateOf<'lost'>): readonly NextAction[] {
  if (isReplaceFailed(state)) return afterFailedStart(state.failure);
  const remedy = afterEnd(state.reason);
  return remedy === undefined ? ['start'] : [remedy, 'start'];
}

/** True if the failure is the one of the session that was to replace the lost one. */
export const isReplaceFailed = ({ reason, failure }: StateOf<'lost'>): boolean =>
  reason === 'recreatable' && failure.recovery.kind !== 'recreate';

/** The action that helps before a new session is started; undefined when none is needed. */
function afterEnd(reason: EndReason): NextAction | undefined {
  if (reason === 'authentication') return 'signIn';
  return reason === 'fileGone' || reason === 'unsupportedWorkbook' ? 'checkAgain' : undefined;
}

/**
 * What has to end before the user can change the account: a session is opened or closed with it, or
 * the user signs in beside an open session. Undefined if nothing has to.
 */
export function accountWaitsFor(current: SessionState): 'session' | 'signIn' | undefined {
  const state = current.kind === 'resuming' ? current.shown : current;
  if (state.kind === 'opening' || state.kind === 'closing') return 'session';
  return state.kind === 'open' && isSigningIn(state) ? 'signIn' : undefined;
}

/** True if the user signs in beside an open session. */
export const isSigningIn = ({ signInNeeded, switching }: OpenSession): boolean =>
  signInNeeded?.requestKey !== undefined || switching !== undefined;

/** True if the message about the last session offers the action. */
export function offers(
  action: NextAction,
  state: StateOf<'ready' | 'lost'>,
  tried: TriedRemedies = {},
): boolean {
  const failed =
    state.kind === 'ready' && state.ending?.kind === 'failed' ? state.ending : undefined;
  const offered =
    state.kind === 'lost' ? afterLost(state) : failed ? afterFailedStart(failed.failure) : [];
  return untriedFirst(offered, tried).includes(action);
}

/** The actions that may help, the most helpful first. */
export function afterWorkbook({ reason, failure }: WorkbookProblem): readonly NextAction[] {
  const others: Partial<Record<WorkbookReason, NextAction>> = {
    signIn: 'signIn',
    sharedFile: 'askAllFiles',
    otherTenant: 'another',
    otherAccount: 'another',
  };
  const first = failure?.anotherFailed === true ? undefined : others[reason];
  const actions = new Set<NextAction>([...(first === undefined ? [] : [first]), 'checkAgain']);
  if (anotherMayHelp(reason)) actions.add('another');
  return [...actions];
}

/** Whether another account may help. */
function anotherMayHelp(reason: WorkbookReason): boolean {
  // How the service refuses a file of another organization is not documented: possibly as not
  // found.
  return (['noAccess', 'sharedFile', 'notFound', 'otherAccount'] as const).some(
    (each) => each === reason,
  );
}

/**
 * Whether a sign-in to the organization that stores the workbook may help, as for its guests.
 */
export const organizationMayHelp = (reason: WorkbookReason): boolean =>
  reason === 'otherTenant' || anotherMayHelp(reason);

/** Whether a pasted link to the workbook may help. */
export function linkMayHelp(reason: WorkbookReason): boolean {
  return (
    [
      'noAddress',
      'unsaved',
      'local',
      'notFound',
      'noAccess',
      'sharedFile',
      // Check again would look up the same link.
      'otherTenant',
      'otherAccount',
      'badLink',
      'otherServer',
      'cancelled',
      'unknown',
    ] as const
  ).some((each) => each === reason);
}
