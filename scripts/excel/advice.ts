import type { Problem } from '../problems';
import { describeProblems } from '../problems';
import { excelMissing } from './desktopChecks';

/** Old versions of Excel use a browser that may reach localhost only by exemption. */
const loopback: Problem = {
  what: "Windows refused Excel's old browser the way to localhost.",
  fix: 'CheckNetIsolation LoopbackExempt -a -n=microsoft.win32webviewhost_cw5n1h2txyewy   (in a terminal of an administrator)',
};

const macPrivacy: Problem = {
  what: "macOS keeps this terminal out of Excel's folder: allow it Full Disk Access, then open it again.",
  fix: 'open "x-apple.systempreferences:com.apple.preference.security?Privacy_AllFiles"',
};

/** Microsoft's tool makes a hard link, which cannot leave a volume (Office-Addin-Scripts#903). */
const otherVolume: Problem = {
  what: "macOS cannot link the manifest into Excel's folder: it is on another volume than this clone.",
  fix: 'cp -R . ~/session-keeper   (then npm start there; or clone into your home folder)',
};

/** Known failures of Office's tool, by what it prints. */
const known: readonly (readonly [RegExp, (found: RegExpExecArray) => Problem])[] = [
  // Source: Office-Addin-Scripts#840.
  [/CheckNetIsolation|LoopbackExempt|loopback|app ?container/i, () => loopback],
  [
    // Source: office-addin-dev-settings, dev-settings-mac.js: it links the manifest.
    /EEXIST[^\n]*-> '([^'\n]+)'/,
    ([, path = '']) => ({
      what: `A manifest of an earlier start is in the way: ${path}.`,
      fix: `rm '${path}'`,
    }),
  ],
  [/EXDEV[^\n]*-> /, () => otherVolume],
  [/(?:EPERM|EACCES)[^\n]*Library\/Containers/, () => macPrivacy],
  [
    /no application (?:knows how to open|is associated)|unable to find application|kLSApplicationNotFoundErr|-10814/i,
    () => excelMissing,
  ],
];

/** What Office's tool has failed at, read from its output; undefined when that is unknown. */
export function loadProblem(output: string): Problem | undefined {
  for (const [pattern, problem] of known) {
    const found = pattern.exec(output);
    if (found !== null) return problem(found);
  }
  return undefined;
}

const reinstall = 'npx office-addin-dev-certs uninstall';

/** What Excel itself may say after the add-in was loaded, with the command that helps. */
export function adviceAfterLoading(platform: NodeJS.Platform): string {
  const windows = platform === 'win32';
  // PowerShell drops the quotes of a path that has no space before cmd fills in the user's name, which
  // may have one. `cd` needs none.
  const cache = windows
    ? 'cmd /c "cd /d %LOCALAPPDATA%\\Microsoft\\Office\\16.0&&rmdir /s /q Wef"'
    : "rm -r ~/Library/Containers/com.microsoft.Excel/Data/Library/'Application Support'/Microsoft/Office/16.0/Wef";
  return describeProblems([
    {
      what: 'If Excel says that the content is not signed by a valid security certificate, remove it; npm start then names the next step:',
      fix: reinstall,
    },
    ...(windows
      ? [{ what: 'If Excel cannot open the add-in from localhost:', fix: loopback.fix }]
      : []),
    {
      what: 'If Excel shows an older add-in, or two of them, close it and empty its cache of add-ins:',
      fix: cache,
    },
  ]);
}
