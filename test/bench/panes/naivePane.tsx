/**
 * A pane with the same packages, written without regard to how fast it starts: one bundle, and
 * nothing happens before Office is ready. It can sign in, start, show and refresh a session.
 */
import { createNestablePublicClientApplication } from '@azure/msal-browser';
import {
  Button,
  Card,
  CardHeader,
  FluentProvider,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
  Title3,
  webLightTheme,
} from '@fluentui/react-components';
import { ArrowClockwise20Regular, CheckmarkCircle20Filled } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const scopes = ['Files.ReadWrite'];
const kept = 'sessionId';
const configuration: unknown = JSON.parse(
  document.getElementById('configuration')?.textContent ?? '',
);

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
const text = (value: unknown, name: string): string => String(member(value, name));

type Application = Awaited<ReturnType<typeof createNestablePublicClientApplication>>;

async function accessToken(application: Application): Promise<string> {
  const account = application.getActiveAccount();
  const result = await application.acquireTokenSilent({
    scopes,
    ...(account === null ? {} : { account }),
  });
  application.setActiveAccount(result.account);
  return result.accessToken;
}

async function send(application: Application, method: string, path: string, sessionId?: string) {
  const response = await fetch(text(configuration, 'graphRoot') + path, {
    method,
    headers: {
      Authorization: `Bearer ${await accessToken(application)}`,
      ...(sessionId === undefined ? {} : { 'workbook-session-id': sessionId }),
      ...(path.endsWith('createSession') ? { 'Content-Type': 'application/json' } : {}),
    },
    body: path.endsWith('createSession') ? JSON.stringify({ persistChanges: true }) : null,
  });
  if (!response.ok) throw new Error(`Graph responded with ${response.status}.`);
  return response.status === 204 ? undefined : ((await response.json()) as unknown);
}

function documentUrl(): Promise<string> {
  return new Promise((resolve) =>
    Office.context.document.getFilePropertiesAsync(({ value }) => resolve(value.url)),
  );
}

async function locate(application: Application) {
  const bytes = new TextEncoder().encode(await documentUrl());
  const token = btoa(String.fromCharCode(...bytes));
  const base64url = token.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const item = await send(application, 'GET', `/shares/u!${base64url}/driveItem`);
  const driveId = text(member(item, 'parentReference'), 'driveId');
  return {
    name: text(item, 'name'),
    path: `/drives/${driveId}/items/${text(item, 'id')}/workbook`,
  };
}

function App({ application }: { readonly application: Application }) {
  const [workbook, setWorkbook] = useState<{ readonly name: string; readonly path: string }>();
  const [sessionId, setSessionId] = useState<string>();
  const [screen, setScreen] = useState<'loading' | 'signedOut' | 'ready'>('loading');
  const [isBusy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string>();

  const run = (action: () => Promise<void>) => () => {
    setBusy(true);
    void action()
      .catch((error: unknown) => setNotice(String(error)))
      .finally(() => setBusy(false));
  };
  const refresh = async (path: string, id: string) => {
    await send(application, 'POST', `${path}/refreshSession`, id);
    setNotice(`Refreshed at ${new Date().toLocaleTimeString()}`);
  };
  const begin = async () => {
    const found = await locate(application);
    setWorkbook(found);
    const id = sessionStorage.getItem(kept);
    if (id !== null) {
      await refresh(found.path, id);
      setSessionId(id);
    }
    setScreen('ready');
  };
  useEffect(() => {
    begin().catch(() => setScreen('signedOut'));
    // Once, when the pane starts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const signIn = run(async () => {
    const { account } = await application.acquireTokenPopup({ scopes });
    application.setActiveAccount(account);
    await begin();
  });
  if (screen === 'loading') return <Spinner label="Starting…" />;
  if (workbook === undefined) {
    return (
      <Button appearance="primary" disabled={isBusy} onClick={signIn}>
        Sign in
      </Button>
    );
  }
  const start = run(async () => {
    const id = text(await send(application, 'POST', `${workbook.path}/createSession`), 'id');
    sessionStorage.setItem(kept, id);
    setSessionId(id);
  });
  return (
    <main>
      <Title3 as="h1">{workbook.name}</Title3>
      {sessionId === undefined ? (
        <Button appearance="primary" disabled={isBusy} onClick={start}>
          Start session
        </Button>
      ) : (
        <Card role="region" aria-label="Workbook session">
          <CardHeader
            image={<CheckmarkCircle20Filled />}
            header={<Text role="status">Active</Text>}
          />
          <Button
            icon={<ArrowClockwise20Regular />}
            disabled={isBusy}
            onClick={run(() => refresh(workbook.path, sessionId))}
          >
            Refresh
          </Button>
        </Card>
      )}
      {notice !== undefined && (
        <MessageBar>
          <MessageBarBody>{notice}</MessageBarBody>
        </MessageBar>
      )}
    </main>
  );
}

void Office.onReady(async () => {
  const application = await createNestablePublicClientApplication({
    auth: {
      clientId: text(configuration, 'clientId'),
      authority: text(configuration, 'authority'),
    },
  });
  createRoot(document.getElementById('pane') ?? document.body).render(
    <FluentProvider theme={webLightTheme}>
      <App application={application} />
    </FluentProvider>,
  );
});
