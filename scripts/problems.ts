/** A problem that stops a command, and its fix: a command to run, or an example. */
export interface Problem {
  readonly what: string;
  readonly fix: string;
}

/** Formats each problem on one line, with its fix indented below. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ what, fix }) => `${what}\n    ${fix}`).join('\n');
}

/** An error that the user can fix. Commands print its message without a stack trace. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.problems = problems;
  }
}
