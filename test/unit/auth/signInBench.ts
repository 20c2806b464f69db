import type {
  AccountInfo,
  AuthenticationResult,
  Configuration,
  IPublicClientApplication,
  PopupRequest,
  SilentRequest,
} from '@azure/msal-browser';
import { vi } from 'vitest';
import type { OpenDialog } from '../../../src/auth/dialogWindow';
import type { SignInContext, SignedOutAccounts, Tokens } from '../../../src/auth/identity';
import { createIdentity } from '../../../src/auth/identity';
// The pane loads this module lazily. Here it is imported before the tests, so that its load time
// and coverage count for no test.
import '../../../src/auth/msalIdentity';
import type { Applications } from '../../../src/auth/types';
import { createClock } from '../../../src/browser/clock';
import type { Clock, Identity, SignInMode } from '../../../src/session/services';
import type { StoredThrottle } from '../../../src/session/throttleGate';
import { VirtualTime } from '../../simulation/time';
import { adeleAccount, errorOf, tokenOf } from './msalAnswers';

export * from './msalAnswers';

type Request = Partial<SilentRequest & PopupRequest>;
/** Request with optional members that identify the account. */
type AskedOf = Omit<Request, 'account' | 'loginHint' | 'prompt'> & {
  readonly how: 'silent' | 'window';
  readonly account: AccountInfo | undefined;
  readonly loginHint: string | undefined;
  readonly prompt: string | undefined;
};
/** MSAL's response; a function runs before MSAL responds. */
export type MsalAnswer =
  AuthenticationResult | Error | 'never' | ((request: Request) => Promise<AuthenticationResult>);

/** Fake MSAL application with preset responses; records its requests. */
export class FakeApplication {
  silent: MsalAnswer = errorOf('no_tokens_found');
  window: MsalAnswer = errorOf('user_cancelled');
  accounts: AccountInfo[] = [];
  /** OpenID metadata of the authority. */
  metadata: unknown = {};
  readonly asked: AskedOf[] = [];
  readonly fetched: string[] = [];
  readonly forgotten: (AccountInfo | undefined)[] = [];
  readonly configurations: Configuration[] = [];
  active: AccountInfo | null = null;

  get silentCount(): number {
    return this.asked.filter(({ how }) => how === 'silent').length;
  }

  /** The application with MSAL's public interface; only the members in use exist. */
  get application(): IPublicClientApplication {
    const sendGetRequestAsync = (url: string) => {
      this.fetched.push(url);
      return this.metadata instanceof Error
        ? Promise.reject(this.metadata)
        : Promise.resolve(this.metadata).then((body) => ({ status: 200, headers: {}, body }));
    };
    const sendPostRequestAsync = () => Promise.reject(new Error('MSAL itself would send it.'));
    const members: Partial<IPublicClientApplication> = {
      acquireTokenSilent: (request) => this.#answer('silent', this.silent, request),
      acquireTokenPopup: (request) => this.#answer('window', this.window, request),
      getActiveAccount: () => this.active,
      setActiveAccount: (account) => (this.active = account),
      getAllAccounts: () => this.accounts,
      clearCache: (asked) => {
        this.forgotten.push(asked?.account ?? undefined);
        return Promise.resolve();
      },
      getConfiguration: () =>
        ({
          system: { networkClient: { sendGetRequestAsync, sendPostRequestAsync } },
        }) as unknown as ReturnType<IPublicClientApplication['getConfiguration']>,
    };
    return members as IPublicClientApplication;
  }

  #answer(
    how: 'silent' | 'window',
    answer: MsalAnswer,
    request: Request,
  ): Promise<AuthenticationResult> {
    const { account, loginHint, prompt, ...more } = request;
    this.asked.push({ ...more, how, account, loginHint, prompt });
    if (answer === 'never') return new Promise(() => undefined);
    if (typeof answer === 'function') return answer(request);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}

const mark = () => {
  let marked = false;
  return { get: () => marked, set: (on: boolean) => void (marked = on) };
};

/** Signed-out accounts of one tab; `device` is shared by all tabs. */
export function signedOutIn(device: Set<string>): SignedOutAccounts {
  return {
    has: (id) => device.has(id),
    add: (id) => void device.add(id),
    remove: (id) => void device.delete(id),
    tab: mark(),
  };
}

/** The pause of the sign-in service in the storage of one tab. */
export function throttledIn(): SignInContext['throttled'] {
  let stored: StoredThrottle | null = null;
  return { load: () => stored, save: (throttle) => void (stored = throttle) };
}

export interface Desk {
  readonly identity: Identity & Tokens;
  readonly nested: FakeApplication;
  readonly standard: FakeApplication;
  readonly time: VirtualTime;
  readonly clock: Clock;
  readonly nestedFailed: { get: () => boolean; set: (on: boolean) => void };
  readonly signedOut: SignedOutAccounts;
  readonly allFiles: SignInContext['allFiles'];
  /** Callbacks that run when the page is idle. */
  readonly whenIdle: (() => void)[];
  online: boolean;
  /** How the bridge responds to MSAL's first request. */
  firstResponse: 'accepted' | 'refused' | 'never';
  /** Number of times MSAL was created. */
  made: number;
  silentStart(): ReturnType<Identity['signIn']>;
  click(how?: Exclude<SignInMode, 'silent'>, signal?: AbortSignal): ReturnType<Identity['signIn']>;
  /** Advances the clock until the promise settles, for calls with a timeout. */
  settled<T>(promise: Promise<T>): Promise<T>;
}

export interface SignInSetting extends Partial<
  Pick<SignInContext, 'hasCachedAccount' | 'signedOut' | 'throttled'>
> {
  readonly authority?: string;
  /** True if Excel has a bridge; otherwise the Office dialog is used. */
  readonly nested?: boolean;
  /** True for a browser tab without Office. */
  readonly plainTab?: boolean;
  /** Extra members of the page's `window` and `navigator`. */
  readonly window?: object;
  readonly navigator?: object;
  readonly person?: string;
  readonly openDialog?: OpenDialog;
}

/** Waits until the check passes: MSAL's module is loaded first, which is slow on a busy machine. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000 });

export const origin = 'https://addin.contoso.test';

/** Creates the pane's identity with fake MSAL applications, in a page with a bridge. */
export function openDesk(setting: SignInSetting = {}): Desk {
  vi.stubGlobal('window', setting.window ?? { location: { origin }, nestedAppAuthBridge: {} });
  vi.stubGlobal('navigator', { vendor: '', onLine: true, ...setting.navigator });
  const {
    nested: withBridge = false,
    authority = 'https://login.microsoftonline.com/organizations',
    person,
  } = setting;
  const time = new VirtualTime();
  const clock = createClock(time.source);
  const [nested, standard] = [new FakeApplication(), new FakeApplication()];
  const make = (fake: FakeApplication) => (configuration: Configuration) => {
    desk.made += 1;
    fake.configurations.push(configuration);
    return Promise.resolve(fake.application);
  };
  const nestable: Applications['nestable'] = (configuration) => {
    if (desk.firstResponse === 'never') return new Promise(() => undefined);
    return desk.firstResponse === 'refused'
      ? Promise.resolve(undefined)
      : make(nested)(configuration);
  };
  const applications: Applications = { nestable, standard: make(standard) };
  const nestedFailed = mark();
  const signedOut = setting.signedOut ?? signedOutIn(new Set());
  const openDialog = setting.openDialog ?? (() => () => undefined);
  let agreed: string | null = null;
  const allFiles = { get: () => agreed, set: (id: string | null) => void (agreed = id) };
  const whenIdle: (() => void)[] = [];
  const offer = {
    nestedAppAuth: withBridge,
    openDialog,
    ...(person === undefined ? {} : { officeUser: () => person }),
  };
  const identity = createIdentity({
    registration: { clientId: '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01', authority },
    scopes: ['Files.ReadWrite'],
    allFilesScopes: ['Files.ReadWrite.All'],
    allFiles,
    office: Promise.resolve(setting.plainTab === true ? null : offer),
    clock,
    applications,
    nestedFailed,
    signedOut,
    throttled: setting.throttled ?? throttledIn(),
    hasCachedAccount: setting.hasCachedAccount ?? (() => true),
    whenIdle: (callback) => void whenIdle.push(callback),
    online: () => desk.online,
  });
  const never = new AbortController().signal;
  const desk: Desk = {
    identity,
    nested,
    standard,
    time,
    clock,
    nestedFailed,
    signedOut,
    allFiles,
    whenIdle,
    online: true,
    firstResponse: 'accepted',
    made: 0,
    silentStart: () => identity.signIn('silent', never),
    click: (how = 'interactive', signal = never) => identity.signIn(how, signal),
    async settled(promise) {
      const state = { done: false };
      void promise.catch(() => undefined).finally(() => (state.done = true));
      for (let seconds = 0; seconds < 100; seconds += 1) {
        for (let turn = 0; turn < 10; turn += 1) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        if (state.done) break;
        await time.run(time.now + 1_000);
      }
      return promise;
    },
  };
  return desk;
}

/** Test setup in which Adele has signed in by a click. */
export async function entered(setting: SignInSetting = {}): Promise<Desk> {
  const desk = openDesk(setting);
  const asked = setting.nested === true ? desk.nested : desk.standard;
  asked.window = tokenOf(adeleAccount);
  if (!(await desk.click()).ok) throw new Error('Not signed in.');
  asked.silent = tokenOf(adeleAccount);
  return desk;
}
