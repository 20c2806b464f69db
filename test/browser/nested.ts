import { accounts, adele } from '../sandbox/identity/accounts';
import type { ExcelPage, ExcelOptions } from './excelPage';
import { renewOffice } from './renewOffice';

/**
 * Excel's response to nested app authentication, by method. `never` sends no response, `empty` is
 * success without a token.
 */
export type BrokerAnswer =
  | 'token'
  | 'never'
  | 'empty'
  | { readonly status: string; readonly code?: string; readonly description?: string };
export interface BrokerPlan {
  readonly GetInitContext?: 'never' | 'refused' | 'ready';
  readonly GetToken: BrokerAnswer;
  readonly GetTokenPopup: BrokerAnswer;
  /** True for an Excel that gives tokens of the tenant in the request's authority. */
  readonly regardsTenant?: true;
}

/**
 * Opens Excel with nested authentication, then the pane in it. By default, Adele is signed in to
 * Excel.
 */
export async function openNested(
  excelPage: ExcelPage,
  plan: BrokerPlan,
  opening: ExcelOptions = {},
  { bridge = true, userName = adele.userName } = {},
): Promise<void> {
  if (bridge) await renewOffice(excelPage);
  // The pane opens last, when Excel's responses are set.
  await excelPage.open({ ...opening, naa: '1', mode: '0' });
  await excelPage.page.waitForFunction(() => 'excel' in window);
  await setPlan(excelPage, plan, userName);
  await excelPage.page.evaluate(() => window.excel.open());
}

/** Sets Excel's later responses. */
export async function setPlan(
  { page, world: { clientId } }: ExcelPage,
  plan: BrokerPlan,
  userName = adele.userName,
): Promise<void> {
  const person = accounts.find((account) => account.userName === userName) ?? adele;
  await page.evaluate(
    ({ plan: answers, clientId: client, person: who }) => {
      window.excel.setBroker(async ({ method, tokenParams }) => {
        if (method === 'GetInitContext') {
          if (answers.GetInitContext === 'never') return undefined;
          return answers.GetInitContext === 'refused'
            ? { error: { status: 'PERSISTENT_ERROR' } }
            : { initContext: { sdkName: 'sandbox', sdkVersion: '1', capabilities: {} } };
        }
        const answer = method === 'GetToken' ? answers.GetToken : answers.GetTokenPopup;
        if (answer === 'never') return undefined;
        if (typeof answer === 'object') return { error: { ...answer } };
        const { scope: asked = '', authority = '' } = Object(tokenParams) as {
          scope?: string;
          authority?: string;
        };
        const tenant = authority.replace(/^.*\//, '');
        const regards = answers.regardsTenant === true && tenant !== 'organizations';
        // The provider uses the permission's short name in every cloud.
        const scope = asked.replaceAll('https://graph.microsoft.us/', '');
        const response = await fetch('/sandbox/tokens', {
          method: 'POST',
          body: JSON.stringify({
            userName: who.userName,
            scope,
            ...(regards ? { organization: tenant } : {}),
          }),
        });
        const token = (await response.json()) as object;
        if ('error' in token) return { error: { status: 'TRANSIENT_ERROR', code: token.error } };
        const account = {
          environment: 'login.microsoftonline.com',
          username: who.userName,
          localAccountId: who.oid,
          tenantId: who.tid,
        };
        return {
          token: {
            ...token,
            ...(answer === 'empty' ? { access_token: '', id_token: '' } : {}),
            properties: null,
          },
          account: { ...account, clientId: client },
        };
      });
    },
    { plan, clientId, person },
  );
}
