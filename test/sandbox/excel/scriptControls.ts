import { element } from './elements';
import { isFields } from './protocol';
import type { Shell } from './scriptLines';
import { scriptLines } from './scriptLines';
import { service } from './service';

/**
 * Starts the drawer's controls for scripts: the lines that let a terminal use the sandbox's Graph.
 */
export function startScriptControls(): void {
  const lines = element('script-lines', HTMLTextAreaElement);
  const status = element('script-status', HTMLElement);
  // The lines are those of the terminal that was chosen when they were asked for.
  element('script-shell', HTMLSelectElement).addEventListener('change', () => {
    lines.hidden = true;
    status.textContent = '';
  });
  element('script-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const shell: Shell =
      element('script-shell', HTMLSelectElement).value === 'powershell' ? 'powershell' : 'posix';
    void show(shell, lines, status);
  });
}

async function show(shell: Shell, lines: HTMLTextAreaElement, status: HTMLElement): Promise<void> {
  try {
    const access = parseAccess(await service.scriptToken());
    lines.value = scriptLines(access, shell);
    lines.hidden = false;
    const minutes = Math.floor(access.expiresInSeconds / 60);
    const copied = await copy(lines);
    status.textContent = `${copied ? 'Copied' : 'Copy these lines'}: a token for ${access.name}, good for ${minutes} minutes. Paste all lines into the terminal in which you run your code.`;
  } catch (error) {
    status.textContent = `The sandbox gave no token. ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function copy(lines: HTMLTextAreaElement): Promise<boolean> {
  lines.select();
  try {
    await navigator.clipboard.writeText(lines.value);
    return true;
  } catch {
    // Keep the lines selected, so the user can copy them.
    return false;
  }
}

function parseAccess(value: unknown) {
  const { name, token, expiresInSeconds, caFile } = isFields(value) ? value : {};
  return {
    name: String(name),
    token: String(token),
    expiresInSeconds: Number(expiresInSeconds),
    caFile: typeof caFile === 'string' ? caFile : undefined,
  };
}
