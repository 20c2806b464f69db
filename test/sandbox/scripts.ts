import type { Graph } from './graph/graphServer';
import type { TestAccount } from './identity/accounts';
import { accounts, adele } from './identity/accounts';
import type { UserAgent } from './identity/userAgent';
import { SignInRefused } from './identity/userAgent';
import { Misunderstood } from './parse';
import type { RequestLog } from './requestLog';

/** Access data for a script on this machine that uses the sandbox's Graph. */
export interface ScriptAccess {
  /** Name of the token's user. */
  readonly name: string;
  readonly token: string;
  readonly expiresInSeconds: number;
  /**
   * File of the certificate that issued the sandbox's certificate; absent when no such file exists.
   */
  readonly caFile?: string;
}

export interface ScriptAccessOptions {
  readonly graph: Graph;
  readonly requests: RequestLog;
  readonly userAgent: () => UserAgent;
  readonly caFile: string | undefined;
}

/**
 * Signs a script in with an authorization code. The user is the last one whose token the service
 * has verified, or Adele if there is none.
 *
 * @throws Misunderstood with the provider's message when the provider refuses.
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
      throw new Misunderstood(`The sign-in failed: ${error.message}`);
    }
    throw error;
  }
}

function signedIn(requests: RequestLog): TestAccount {
  const last = requests.all().findLast(({ account }) => account !== undefined)?.account;
  return accounts.find(({ userName }) => userName === last) ?? adele;
}
