import type { Problem } from '../problems';

/**
 * What is known about Excel on this machine. A fact that cannot be found out is undefined, and
 * makes no problem.
 */
export interface InstallationFacts {
  readonly excelFound: boolean | undefined;
  /** Windows only: the browser that Excel shows panes in. */
  readonly webView2Found: boolean | undefined;
  /** Registrations of other copies of this add-in. */
  readonly copies: readonly Copy[] | undefined;
}

/** Registration of a manifest with this add-in's id that is not this repository's. */
export interface Copy {
  readonly path: string;
  /** Command that removes the registration. */
  readonly remove: string;
}

/** Problems of Excel on the desktop, in the order in which the user should fix them. */
export function desktopProblems(facts: InstallationFacts): readonly Problem[] {
  return [
    ...(facts.excelFound === false ? [excelMissing] : []),
    ...(facts.webView2Found === false ? [webView2Missing] : []),
    ...(facts.copies ?? []).map(copyProblem),
  ];
}

/** The problem when Excel is not installed. */
export const excelMissing: Problem = {
  what: 'Excel was not found on this machine.',
  fix: 'npm run start:web -- --document <address of a workbook>   (Excel on the web; or install Excel)',
};

/**
 * Without WebView2, Excel runs an add-in with a shared runtime in Internet Explorer 11. Source:
 * "Runtimes element".
 */
const webView2Missing: Problem = {
  what: 'WebView2 was not found: Excel would show the pane in Internet Explorer, where it cannot run.',
  fix: 'winget install --exact --id Microsoft.EdgeWebView2Runtime',
};

function copyProblem({ path, remove }: Copy): Problem {
  return {
    what: `Excel knows another add-in with the same id: ${path}. It would show that one, or both.`,
    fix: remove,
  };
}
