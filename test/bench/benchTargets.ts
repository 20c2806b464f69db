import type { ComparedPane } from './comparedPanes';
import type { SettingOfBench } from './benchSettings';
import type { MeasurementName } from './paneJourney';

/** A limit for the pane: `times` what `than` needs, and `more`, in the measurement's unit. */
export interface BenchTarget {
  readonly of: MeasurementName;
  readonly in: readonly SettingOfBench[];
  readonly than?: Exclude<ComparedPane, 'pane'>;
  readonly times?: number;
  readonly more?: number;
}

/** Targets of the finished build. A missed one is printed; it fails nothing. */
export const benchTargets: readonly BenchTarget[] = [
  { of: 'signIn', in: ['slowed'], than: 'before', times: 1.05 },
  { of: 'readyWarm', in: ['slowed'], than: 'before', times: 1 },
  { of: 'readyWarm', in: ['network'], than: 'naive', times: 0.85 },
  { of: 'readyAgain', in: ['slowed'], than: 'before', times: 1 },
  { of: 'readyAgain', in: ['network'], than: 'naive', times: 0.85 },
  { of: 'reload', in: ['slowed', 'network'], than: 'before', times: 0.75 },
  { of: 'refresh', in: ['slowed', 'network'], than: 'before', more: 10 },
  { of: 'heap', in: ['slowed'], more: 9 },
];

/** The limit's value; undefined when the other pane was not measured. */
export function limitOf(
  { than, times = 1, more = 0 }: BenchTarget,
  valueOf: (pane: ComparedPane) => number | undefined,
): number | undefined {
  if (than === undefined) return more;
  const value = valueOf(than);
  return value === undefined ? undefined : value * times + more;
}

/** The limit in words: "≤ 0.85 × naive", "≤ before + 10". */
export function describeTarget({ than, times, more }: BenchTarget): string {
  if (than === undefined) return `≤ ${more ?? 0}`;
  return `≤ ${times === undefined ? '' : `${times} × `}${than}${more === undefined ? '' : ` + ${more}`}`;
}
