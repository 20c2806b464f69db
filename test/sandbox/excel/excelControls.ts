import { element } from './elements';
import type { Excel } from './excel';
import { hostKinds, hostNames } from './hostKind';
import { permissionLevels } from './permissions';
import type { ExcelSetting } from './setting';
import { themeNames } from './themes';
import type { ExcelWorld } from './worldDescription';

/** Starts the drawer's controls for Excel. Another workbook or language reloads the page. */
export function startExcelControls({
  excel,
  world,
  setting,
}: {
  excel: Excel;
  world: ExcelWorld;
  setting: ExcelSetting;
}): void {
  const press = (id: string, action: () => void) =>
    element(id, HTMLButtonElement).addEventListener('click', action);
  press('hide-pane', excel.pane.hide);
  press('show-pane', excel.pane.open);
  press('end-pane', excel.pane.close);
  press('reload-pane', excel.pane.reload);
  press('tear-down', excel.pane.tearDown);
  press('escape-dialog', excel.pane.escapeDialog);

  const host = element('host-kind', HTMLSelectElement);
  host.append(...hostKinds.map((kind) => new Option(hostNames[kind], kind)));
  host.value = setting.kind;
  host.addEventListener('change', () => loadWith('host', host.value));

  const permission = element('permission', HTMLSelectElement);
  const levels = permissionLevels.map((level) => new Option(level, level));
  permission.append(new Option('The manifest’s', ''), ...levels);
  permission.value = setting.permission ?? '';
  permission.addEventListener('change', () => loadWith('permission', permission.value));

  const workbook = element('workbook', HTMLSelectElement);
  workbook.append(
    ...world.workbooks.map(({ name, url }) => new Option(name, url)),
    new Option('Unsaved workbook', ''),
  );
  workbook.value = setting.documentUrl ?? '';
  workbook.addEventListener('change', () => loadWith('doc', workbook.value));

  const language = element('language', HTMLSelectElement);
  language.value = setting.locale;
  language.addEventListener('change', () => loadWith('locale', language.value));

  const theme = element('office-theme', HTMLSelectElement);
  theme.value = setting.theme ?? '';
  theme.addEventListener('change', () => {
    const chosen = themeNames.find((name) => name === theme.value);
    if (chosen === undefined || setting.theme === undefined) loadWith('theme', theme.value);
    else excel.pane.setTheme(chosen);
  });

  const signIn = element('sign-in-way', HTMLSelectElement);
  signIn.value = setting.nestedAuth ? '1' : '0';
  signIn.addEventListener('change', () => loadWith('naa', signIn.value));

  element('rename-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    rename(excel, element('new-name', HTMLInputElement).value);
  });
}

function loadWith(name: string, value: string): void {
  const query = new URLSearchParams(location.search);
  query.set(name, value);
  query.set('drawer', '1');
  location.search = query.toString();
}

/** Changes the last part of the address, as SharePoint does. */
function rename(excel: Excel, name: string): void {
  const documentUrl = excel.host().documentUrl ?? '';
  excel.setDocumentUrl(
    documentUrl.slice(0, documentUrl.lastIndexOf('/') + 1) + encodeURIComponent(name),
  );
}
