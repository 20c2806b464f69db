import { element } from './elements';
import { service, type LiveSession, type SeenRequest, type ServiceState } from './service';

const minute = 60_000;
const lookEveryMs = 1000;
const requestsShown = 12;

/**
 * Starts the drawer's controls for the service: buttons that give orders, and a view of the service
 * that updates while the drawer is open.
 */
export function startServiceControls(): void {
  onPress('end-sessions', ended, service.endSessions);
  onPress('throttle', 'Every request is throttled for a minute.', service.throttleForAMinute);
  onPress('sign-in', 'Tokens are refused until somebody signs in again.', service.demandSignIn);
  onPress('normal', 'The service works as usual.', async () => {
    await service.backToNormal();
    await service.setSpeed(1);
  });
  onPress('advance-1', 'The service is a minute ahead.', () => service.advance(minute));
  onPress('advance-5', 'The service is five minutes ahead.', () => service.advance(5 * minute));
  const offline = {
    on: 'No request reaches the service.',
    off: 'Requests reach the service again.',
  };
  onToggle('offline', offline, (on) => (on ? service.goOffline() : service.goOnline()));
  const faster = {
    on: 'A minute of the service takes six seconds.',
    off: 'The service lives in real time.',
  };
  onToggle('faster', faster, (on) => service.setSpeed(on ? 10 : 1));
  element('failure-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const code = element('failure', HTMLSelectElement).value;
    void tell(`The next request fails with ${code}.`, () => service.failOnce(code));
  });
  element('drawer', HTMLDetailsElement).addEventListener('toggle', () => void look());
  setInterval(() => void look(), lookEveryMs);
}

const ended = (count: unknown): string =>
  count === 0
    ? 'No session is open.'
    : 'The session has ended. The pane learns it with its next request.';

function onPress(id: string, done: Done, action: () => Promise<unknown>): void {
  element(id, HTMLButtonElement).addEventListener('click', () => void tell(done, action));
}

function onToggle(
  id: string,
  done: { on: string; off: string },
  action: (on: boolean) => Promise<unknown>,
): void {
  const button = element(id, HTMLButtonElement);
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    void tell(on ? done.on : done.off, () => action(on));
  });
}

/** What is said once it is done; a function of the answer where that decides. */
type Done = string | ((answer: unknown) => string);

async function tell(done: Done, action: () => Promise<unknown>): Promise<void> {
  const status = element('service-status', HTMLElement);
  try {
    const answer = await action();
    status.textContent = typeof done === 'string' ? done : done(answer);
    status.dataset['tone'] = '';
  } catch (error) {
    status.textContent = `The sandbox did not do it. ${error instanceof Error ? error.message : String(error)}`;
    status.dataset['tone'] = 'trouble';
  }
  await look();
}

/** Updates the view while it is visible. If the server does not respond, the last view remains. */
async function look(): Promise<void> {
  if (document.hidden || !element('drawer', HTMLDetailsElement).open) return;
  try {
    const [state, requests] = await Promise.all([service.state(), service.requests()]);
    showState(state);
    fill('requests', requests.slice(-requestsShown).reverse().map(requestRow), 'None yet');
  } catch {
    fill('sessions', [], 'The sandbox does not answer');
  }
}

function showState({ sessions, speed, cuts }: ServiceState): void {
  setPressed('faster', speed > 1);
  setPressed('offline', cuts.length > 0);
  fill('sessions', sessions.map(sessionRow), 'None');
}

const setPressed = (id: string, on: boolean) =>
  element(id, HTMLButtonElement).setAttribute('aria-pressed', String(on));

function sessionRow({ id, workbook, persistChanges, endsInMs }: LiveSession): HTMLLIElement {
  const item = row([
    `…${id.slice(-6)}`,
    persistChanges ? 'saves' : 'scratch',
    `ends in ${duration(endsInMs)}`,
  ]);
  item.title = `${workbook}\n${id}`;
  return item;
}

function requestRow({ method, path, operation, status }: SeenRequest): HTMLLIElement {
  const answer = status === undefined ? '…' : status === 0 ? 'cut' : String(status);
  const item = row([method, operation, answer]);
  item.classList.toggle('trouble', status === 0 || (status ?? 0) >= 400);
  item.title = path;
  return item;
}

function row(texts: readonly string[]): HTMLLIElement {
  const item = document.createElement('li');
  item.append(
    ...texts.map((text) => {
      const part = document.createElement('span');
      part.textContent = text;
      return part;
    }),
  );
  return item;
}

function fill(id: string, rows: readonly HTMLLIElement[], none: string): void {
  const empty = row([none]);
  empty.className = 'none';
  element(id, HTMLElement).replaceChildren(...(rows.length > 0 ? rows : [empty]));
}

/** Formats a duration as minutes and seconds, such as 4:05. */
function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
