import type { CloudName } from '../build/clouds';
import { clouds } from '../build/clouds';
import { redirectUris } from '../registration/redirectUris';
import type { DeploymentFiles, Entries, FieldName } from './deployment';
import { checkField, fieldNames, filesFor, parseTemplates } from './deployment';
import { copy, download, find } from './dom';
import type { Words } from './english';
import { english } from './english';
import { japanese } from './japanese';

const languages = { en: english, ja: japanese };
type Language = keyof typeof languages;

const templates = parseTemplates(find('templates', HTMLScriptElement).text);
const inputs: Readonly<Record<FieldName, HTMLInputElement>> = {
  origin: find('origin', HTMLInputElement),
  clientId: find('clientId', HTMLInputElement),
  tenant: find('tenant', HTMLInputElement),
};
const cloud = find('cloud', HTMLSelectElement);
const status = find('status', HTMLElement);
const files = find('files', HTMLElement);

let language: Language = navigator.language.startsWith('ja') ? 'ja' : 'en';
/** Fields that were left once: only these show what is wrong with them. */
const visited = new Set<FieldName>();
/** "Make the files" was clicked: the files follow the fields from then on. */
let areFilesAsked = false;

const words = (): Words => languages[language];
const isCloud = (name: string): name is CloudName => Object.hasOwn(clouds, name);
const entries = (): Entries => ({
  origin: inputs.origin.value,
  clientId: inputs.clientId.value,
  cloud: isCloud(cloud.value) ? cloud.value : 'worldwide',
  tenant: inputs.tenant.value,
});
const wrongFields = (): readonly FieldName[] =>
  fieldNames.filter((field) => 'complaint' in checkField(field, entries()));
const redirects = (): string => {
  const origin = checkField('origin', entries());
  return 'value' in origin ? redirectUris(origin.value).join('\n') : '';
};

function render(): void {
  renderWords();
  for (const field of fieldNames) renderField(field);
  const uris = redirects();
  find('redirects', HTMLElement).hidden = uris === '';
  find('redirects-missing', HTMLElement).hidden = uris !== '';
  find('redirects-text', HTMLElement).textContent = uris;
  const made = filesFor(templates, entries());
  files.hidden = !areFilesAsked || made === undefined;
  find('configuration-text', HTMLElement).textContent = made?.configuration ?? '';
  const result = made === undefined ? words().toCorrect(wrongFields().length) : words().ready;
  if (areFilesAsked) say(result);
}

/** Shows a text in the status line; an equal text is not announced again. */
function say(text: string): void {
  if (status.textContent !== text) status.textContent = text;
}

function renderWords(): void {
  document.documentElement.lang = language;
  document.title = words().title;
  const texts = new Map<string, unknown>(Object.entries(words()));
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    element.textContent = String(texts.get(element.dataset['word'] ?? ''));
  }
  for (const each of ['en', 'ja'] as const) {
    find(`language-${each}`, HTMLElement).setAttribute('aria-pressed', String(each === language));
  }
}

function renderField(field: FieldName): void {
  const checked = checkField(field, entries());
  const complaint = visited.has(field) && 'complaint' in checked ? checked.complaint : undefined;
  const error = find(`${field}-error`, HTMLElement);
  error.hidden = complaint === undefined;
  error.textContent = complaint === undefined ? '' : words().complaint(complaint);
  inputs[field].setAttribute('aria-invalid', String(complaint !== undefined));
}

function makeFiles(): void {
  for (const field of fieldNames) visited.add(field);
  areFilesAsked = true;
  render();
  const [first] = wrongFields();
  if (first === undefined) find('files-heading', HTMLElement).focus();
  else inputs[first].focus();
}

function onClick(id: string, action: () => void): void {
  find(id, HTMLButtonElement).addEventListener('click', action);
}

function copyOnClick(id: string, textOf: () => string): void {
  onClick(
    id,
    () =>
      void copy(textOf()).then((isCopied) => {
        say(isCopied ? words().copied : words().notCopied);
      }),
  );
}

/** Text of a file; empty while a field is wrong, when its buttons are hidden. */
const textOf = (name: keyof DeploymentFiles) => (): string =>
  filesFor(templates, entries())?.[name] ?? '';

for (const field of fieldNames) {
  inputs[field].addEventListener('input', render);
  inputs[field].addEventListener('change', () => {
    visited.add(field);
    render();
  });
}
cloud.addEventListener('change', render);
find('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  makeFiles();
});
for (const each of ['en', 'ja'] as const) {
  onClick(`language-${each}`, () => {
    language = each;
    say('');
    render();
  });
}
copyOnClick('copy-redirects', redirects);
for (const name of ['manifest', 'taskpane', 'configuration'] as const) {
  copyOnClick(`copy-${name}`, textOf(name));
}
onClick('download-manifest', () => download('manifest.xml', 'text/xml', textOf('manifest')()));
onClick('download-taskpane', () => download('taskpane.html', 'text/html', textOf('taskpane')()));
render();
