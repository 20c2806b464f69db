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
// The pane loads this part later. Here it is loaded before the tests, so that no test has the time of that, or its coverage.
import '../../../src/auth/msalIdentity';
import type { Applications, Flag } from '../../../src/auth/types';
import { createClock } from '../../../src/browser/clock';
import type { Clock, Identity } from '../../../src/session/services';
import { VirtualTime } from '../../simulation/time';
import { adele, errorOf, tokenOf } from './answers';

export * from './answers';

type Request = Partial<SilentRequest & PopupRequest>;
/** A request, with the members by which it names an account: undefined where they are not there. */
type AskedOf = Omit<Request, 'account' | 'loginHint' | 'prompt'> & {
  readonly how: 'silent' | 'window';
  readonly account: AccountInfo | undefined;
  readonly loginHint: string | undefined;
  readonly prompt: string | undefined;
};
/** What MSAL answers; a function does what MSAL does until then. */
export type Answer =
  AuthenticationResult | Error | 'never' | ((request: Request) => Promise<AuthenticationResult>);

/** An application of MSAL that answers as it is told; what is asked of it is kept. */
export class FakeApplication {
  silent: Answer = errorOf('no_tokens_found');
  window: Answer = errorOf('user_cancelled');
  accounts: AccountInfo[] = [];
  /** What the authority's OpenID metadata answers. */
  metadata: unknown = {};
  readonly asked: AskedOf[] = [];
  readonly fetched: string[] = [];
  readonly forgotten: (AccountInfo | undefined)[] = [];
  readonly configurations: Configuration[] = [];
  active: AccountInfo | null = null;

  get silentCount(): number {
    return this.asked.filter(({ how }) => how === 'silent').length;
  }

  /** The application by MSAL's public interface; only what is asked of it is there. */
  get application(): IPublicClientApplication {
    const sendGetRequestAsync = (url: string) => {
      this.fetched.push(url);
      return this.metadata instanceof Error
        ? Promise.reject(this.metadata)
        : Promise.resolve({ status: 200, headers: {}, body: this.metadata });
    };
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
        ({ system: { networkClient: { sendGetRequestAsync } } }) as unknown as ReturnType<
          IPublicClientApplication['getConfiguration']
        >,
    };
    return members as IPublicClientApplication;
  }

  #answer(
    how: 'silent' | 'window',
    answer: Answer,
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

/** Signed-out accounts of one tab; `device` is what all tabs share. */
export function signedOutIn(device: Set<string>): SignedOutAccounts {
  return {
    has: (id) => device.has(id),
    add: (id) => void device.add(id),
    remove: (id) => void device.delete(id),
    tab: mark(),
  };
}

export interface Desk {
  readonly identity: Identity & Tokens;
  readonly nested: FakeApplication;
  readonly standard: FakeApplication;
  readonly time: VirtualTime;
  readonly clock: Clock;
  readonly nestedFailed: { get: () => boolean; set: (on: boolean) => void };
  readonly signedOut: SignedOutAccounts;
  readonly allFiles: Flag;
  /** What the page does when it is idle. */
  readonly whenIdle: (() => void)[];
  online: boolean;
  /** How often MSAL was made. */
  made: number;
  silentStart(): ReturnType<Identity['signIn']>;
  click(
    how?: 'interactive' | 'another' | 'allFiles',
    signal?: AbortSignal,
  ): ReturnType<Identity['signIn']>;
  /** Time goes on until the promise has settled: for what has a time limit. */
  settled<T>(promise: Promise<T>): Promise<T>;
}

export interface Setting extends Partial<Pick<SignInContext, 'hasCachedAccount' | 'signedOut'>> {
  readonly authority?: string;
  /** Excel has a bridge; else the Office dialog is used. */
  readonly nested?: boolean;
  /** A tab of the browser: no Office. */
  readonly plainTab?: boolean;
  /** More members of the page's window and navigator. */
  readonly window?: object;
  readonly navigator?: object;
  /** The bridge is there, and does not answer MSAL's first request. */
  readonly mute?: boolean;
  readonly person?: string;
  readonly openDialog?: OpenDialog;
}

/** Waits until it is so: MSAL's part is loaded first, which takes its time on a busy machine. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000 });

export const origin = 'https://addin.contoso.test';

/** A pane's identity with MSAL's applications faked, in a page with a bridge. */
export function openDesk(setting: Setting = {}): Desk {
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
  const nestable = setting.mute === true ? () => new Promise<never>(() => undefined) : make(nested);
  const applications: Applications = { nestable, standard: make(standard) };
  const nestedFailed = mark();
  const signedOut = setting.signedOut ?? signedOutIn(new Set());
  const openDialog = setting.openDialog ?? (() => () => undefined);
  const allFiles = mark();
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

/** A desk at which Adele has signed in by a click. */
export async function entered(setting: Setting = {}): Promise<Desk> {
  const desk = openDesk(setting);
  const asked = setting.nested === true ? desk.nested : desk.standard;
  asked.window = tokenOf(adele);
  if (!(await desk.click()).ok) throw new Error('Not signed in.');
  asked.silent = tokenOf(adele);
  return desk;
}
