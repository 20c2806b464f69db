import type { Desk, Opening } from './desk';

/** How Excel answers a request of nested app authentication, by its method. `never` says nothing at all. */
export type BrokerAnswer = 'token' | 'never' | { readonly status: string; readonly code?: string; readonly description?: string };
export interface BrokerPlan {
  readonly GetInitContext?: 'never' | 'ready';
  readonly GetToken: BrokerAnswer;
  readonly GetTokenPopup: BrokerAnswer;
}

/** Puts the half of the bridge into the pane that belongs to a newer office.js than npm's. */
async function buildBridge({ context, world }: Desk): Promise<void> {
  await context.addInitScript(({ pane, excel }) => {
    if (location.origin !== pane || window.top === window) return;
    const listeners = new Set<(message: string) => void>();
    addEventListener('message', ({ origin, data }) => {
      if (origin !== excel || typeof data !== 'string' || !data.includes('NestedAppAuthResponse')) return;
      for (const listener of listeners) listener(data);
    });
    const nestedAppAuthBridge = {
      addEventListener: (_type: string, listener: (message: string) => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: (message: string) => void) => listeners.delete(listener),
      postMessage: (message: string) => window.parent.postMessage(message, excel),
    };
    const prepare = () => Promise.resolve(Object.assign(window, { nestedAppAuthBridge }));
    Object.assign(window, { __initializeNestedAppAuth: prepare });
  }, { pane: world.origins.pane, excel: world.origins.excel });
}

/** Opens an Excel with nested authentication, in which Adele is signed in, and then the pane in it. */
export async function openNested(desk: Desk, plan: BrokerPlan, opening: Opening = {}, { bridge = true } = {}): Promise<void> {
  if (bridge) await buildBridge(desk);
  // The pane comes last: Excel has its answers ready before it is asked.
  await desk.open({ ...opening, naa: '1', mode: '0' });
  await desk.page.waitForFunction(() => 'excel' in window);
  await setPlan(desk, plan);
  await desk.page.evaluate(() => window.excel.open());
}

/** How Excel answers from now on. */
export async function setPlan({ page, world: { clientId } }: Desk, plan: BrokerPlan): Promise<void> {
  await page.evaluate(({ plan: answers, clientId: client }) => {
    window.excel.setBroker(async ({ method, tokenParams }) => {
      if (method === 'GetInitContext') return answers.GetInitContext === 'never' ? undefined : { initContext: { sdkName: 'sandbox', sdkVersion: '1', capabilities: {} } };
      const answer = method === 'GetToken' ? answers.GetToken : answers.GetTokenPopup;
      if (answer === 'never') return undefined;
      if (answer !== 'token') return { error: { ...answer } };
      const { scope = '' } = Object(tokenParams) as { scope?: string };
      const response = await fetch('/sandbox/tokens', { method: 'POST', body: JSON.stringify({ userName: 'adele@contoso.example', scope }) });
      const account = { environment: 'login.microsoftonline.com', username: 'adele@contoso.example', localAccountId: 'aaaaaaaa-0000-4000-8000-000000000001', tenantId: '11111111-2222-4333-8444-555555555555' };
      return { token: { ...((await response.json()) as object), properties: null }, account: { ...account, clientId: client } };
    });
  }, { plan, clientId });
}
