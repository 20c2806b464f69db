/**
 * A pane with the same packages, written without regard to how fast it starts: one bundle, and
 * nothing happens before Office is ready. It can sign in, start, show and refresh a session.
 */
import { createNestablePublicClientApplication } from '@azure/msal-browser';
import {
  Button,
  Card,
  CardHeader,
  Field,
  FluentProvider,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  Radio,
  RadioGroup,
  Select,
  Spinner,
  Switch,
  Text,
  Title3,
  tokens,
  webLightTheme,
} from '@fluentui/react-components';
import {
  ArrowSyncRegular,
  CheckmarkCircleFilled,
  CopyRegular,
  PersonRegular,
  PlayRegular,
} from '@fluentui/react-icons';
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

async function send(application: Application, method: string, path: string, id?: string) {
  const account = application.getActiveAccount() ?? undefined;
  const token = await application.acquireTokenSilent({ scopes, ...(account && { account }) });
  application.setActiveAccount(token.account);
  const response = await fetch(text(configuration, 'graphRoot') + path, {
    method,
    headers: {
      Authorization: `Bearer ${token.accessToken}`,
      ...(method === 'POST' && { 'Content-Type': 'application/json' }),
      ...(id !== undefined && { 'workbook-session-id': id }),
    },
    body: path.endsWith('createSession') ? JSON.stringify({ persistChanges: true }) : null,
  });
  if (!response.ok) throw new Error(`Graph responded with ${response.status}.`);
  return response.status === 204 ? undefined : ((await response.json()) as unknown);
}

async function locate(application: Application) {
  const url = await new Promise<string>((resolve) =>
    Office.context.document.getFilePropertiesAsync(({ value }) => resolve(value.url)),
  );
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(url)));
  const share = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const item = await send(application, 'GET', `/shares/u!${share}/driveItem`);
  const drive = `/drives/${text(member(item, 'parentReference'), 'driveId')}`;
  return { name: text(item, 'name'), path: `${drive}/items/${text(item, 'id')}/workbook` };
}

function App({ application }: { readonly application: Application }) {
  const styles = useStyles();
  const [workbook, setWorkbook] = useState<{ readonly name: string; readonly path: string }>();
  const [sessionId, setSessionId] = useState<string>();
  const [isBusy, setBusy] = useState(true);
  const [notice, setNotice] = useState('');

  const run = (action: () => Promise<void>) => {
    setBusy(true);
    action()
      .catch((error: unknown) => setNotice(String(error)))
      .finally(() => setBusy(false));
  };
  const refresh = async (path: string, id: string) => {
    await send(application, 'POST', `${path}/refreshSession`, id);
    setNotice(`Refreshed at ${new Date().toLocaleTimeString()}`);
  };
  const begin = async () => {
    const found = await locate(application);
    const id = sessionStorage.getItem(kept);
    if (id !== null) await refresh(found.path, id);
    setSessionId(id ?? undefined);
    setWorkbook(found);
  };
  const signIn = async () => {
    application.setActiveAccount((await application.acquireTokenPopup({ scopes })).account);
    await begin();
  };
  const start = async (path: string) => {
    const id = text(await send(application, 'POST', `${path}/createSession`), 'id');
    sessionStorage.setItem(kept, id);
    setSessionId(id);
  };
  useEffect(() => run(begin), []);

  if (workbook === undefined) {
    if (isBusy) return <Spinner label="Starting…" />;
    return <Button onClick={() => run(signIn)}>Sign in</Button>;
  }
  const { name, path } = workbook;
  return (
    <main className={styles.pane}>
      <AccountMenu name={application.getActiveAccount()?.name ?? ''} />
      {notice.startsWith('Error') && (
        <MessageBar intent="error">
          <MessageBarBody>{notice}</MessageBarBody>
        </MessageBar>
      )}
      <Title3 as="h1">{name}</Title3>
      {sessionId === undefined ? (
        <StartForm isBusy={isBusy} start={() => run(() => start(path))} />
      ) : (
        <SessionCard
          id={sessionId}
          isBusy={isBusy}
          notice={notice}
          refresh={() => run(() => refresh(path, sessionId))}
        />
      )}
    </main>
  );
}

function AccountMenu({ name }: { readonly name: string }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<PersonRegular />}>
          {name}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem>Sign out</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function StartForm({ isBusy, start }: { readonly isBusy: boolean; readonly start: () => void }) {
  return (
    <>
      <Field label="Changes">
        <RadioGroup defaultValue="save">
          <Radio value="save" label="Save to the workbook" />
          <Radio value="scratch" label="Scratch copy, nothing is saved" />
        </RadioGroup>
      </Field>
      <Button appearance="primary" icon={<PlayRegular />} disabled={isBusy} onClick={start}>
        Start session
      </Button>
    </>
  );
}

interface CardProps {
  readonly id: string;
  readonly isBusy: boolean;
  readonly notice: string;
  readonly refresh: () => void;
}

function SessionCard({ id, isBusy, notice, refresh }: CardProps) {
  const styles = useStyles();
  return (
    <Card role="region" aria-label="Workbook session">
      <CardHeader
        image={<CheckmarkCircleFilled className={styles.good} />}
        header={
          <Text role="status" weight="semibold">
            Active
          </Text>
        }
        description="Changes are saved"
      />
      <Field label="Time left">
        <ProgressBar value={0.9} thickness="large" />
      </Field>
      <Text className={styles.good}>{notice}</Text>
      <Button appearance="primary" icon={<ArrowSyncRegular />} disabled={isBusy} onClick={refresh}>
        Refresh
      </Button>
      <Button icon={<CopyRegular />} onClick={() => void navigator.clipboard.writeText(id)}>
        Copy session ID
      </Button>
      <Switch label="Keep alive" />
      <Field label="Stop after">
        <Select>
          <option>1 hour</option>
          <option>4 hours</option>
        </Select>
      </Field>
    </Card>
  );
}

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
  },
  good: { color: tokens.colorPaletteGreenForeground1 },
});

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
