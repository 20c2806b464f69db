import type { Graph } from './graph/server';
import type { Account } from './identity/accounts';
import { accounts, adele } from './identity/accounts';
import type { UserAgent } from './identity/userAgent';
import { SignInRefused } from './identity/userAgent';
import { Misunderstood } from './parse';
import type { RequestLog } from './requests';

/** What a script on this machine needs in order to use the sandbox's Graph. */
export interface ScriptAccess {
  /** Whom the token is for. */
  readonly name: string;
  readonly token: string;
  readonly expiresInSeconds: number;
  /** The file of the certificate that signed the sandbox's; absent when it is in no file. */
  readonly caFile?: string;
}

/** Where the access comes from. */
export interface ScriptAccessOptions {
  readonly graph: Graph;
  readonly requests: RequestLog;
  readonly userAgent: () => UserAgent;
  readonly caFile: string | undefined;
}

/**
 * Signs a script in by an authorisation code, as the user who is signed in to the pane: the last one whose token the
 * service has seen, or Adele.
 *
 * @throws Misunderstood with the provider's words when it refuses.
 */
export async function scriptAccess(options: ScriptAccessOptions): Promise<ScriptAccess> {
  const account = signedIn(options.requests);
  const { caFile, graph } = options;
  try {
    const answer = await options.userAgent().signIn(account, [graph.settings.sharedFilesNeed]);
    return {
      name: account.name,
      token: answer.accessToken,
      expiresInSeconds: answer.expiresInSeconds,
      ...(caFile === undefined ? {} : { caFile }),
    };
  } catch (error) {
    if (error instanceof SignInRefused) {
      throw new Misunderstood(`The sign-in was refused: ${error.message}`);
    }
    throw error;
  }
}

function signedIn(requests: RequestLog): Account {
  const last = requests.all().findLast(({ account }) => account !== undefined)?.account;
  return accounts.find(({ userName }) => userName === last) ?? adele;
}
