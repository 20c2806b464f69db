import type { SettingOfBench } from './benchSettings';
import { benchTargets, describeTarget, limitOf } from './benchTargets';
import type { ComparedPane } from './comparedPanes';
import { comparedPanes } from './comparedPanes';
import type { Measured, MeasurementName } from './paneJourney';
import { measurements } from './paneJourney';

/** The measured rounds of each pane. */
export type Rounds = Readonly<Record<ComparedPane, readonly Measured[]>>;

export const paneNames = Object.keys(comparedPanes) as readonly ComparedPane[];

/**
 * Medians of all measurements as lines of a table, with the ratios and the targets of the setting.
 *
 * @returns the lines, and the number of missed targets
 */
export function benchTable(
  rounds: Rounds,
  setting: SettingOfBench,
): { readonly lines: readonly string[]; readonly missed: number } {
  const lines = [line('', ...paneNames, '× before', '× naive', '')];
  let missed = 0;
  for (const [of, title] of Object.entries(measurements) as [MeasurementName, string][]) {
    const valueOf = (pane: ComparedPane) => median(rounds[pane].flatMap((each) => each[of] ?? []));
    const value = valueOf('pane');
    const shown = (each: number | undefined) => each?.toFixed(of === 'heap' ? 1 : 0) ?? '';
    const ratio = (base: number | undefined) =>
      value === undefined || base === undefined ? '' : (value / base).toFixed(2);
    const targets = benchTargets
      .filter((target) => target.of === of && target.in.includes(setting))
      .map((target) => {
        const limit = limitOf(target, valueOf);
        const isMet = value !== undefined && limit !== undefined && value <= limit;
        if (!isMet) missed += 1;
        return `${describeTarget(target)} ${isMet ? 'ok' : 'missed'}`;
      });
    const values = paneNames.map((pane) => shown(valueOf(pane)));
    lines.push(
      line(title, ...values, ratio(valueOf('before')), ratio(valueOf('naive')), targets.join(', ')),
    );
  }
  return { lines, missed };
}

function line(title: string, ...cells: readonly string[]): string {
  const last = cells.at(-1) ?? '';
  const columns = cells.slice(0, -1).map((cell) => cell.padStart(9));
  return `${title.padEnd(22)}${columns.join('')}  ${last}`.trimEnd();
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
