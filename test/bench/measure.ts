import type { SettingOfBench } from './benchSettings';
import { benchSettings } from './benchSettings';
import { benchTable, paneNames } from './benchTable';
import type { ComparedPane } from './comparedPanes';
import { buildPanes, comparedPanes } from './comparedPanes';
import { measureIdleShare } from './idleShare';
import type { Measured } from './paneJourney';
import { takeJourney } from './paneJourney';
import type { PaneStage } from './paneStage';
import { openPaneStage } from './paneStage';

type Dists = Awaited<ReturnType<typeof buildPanes>>;

/**
 * Builds the panes, measures them and prints a table for each setting.
 *
 * @param rounds journeys with each pane, in turn
 * @param against commit of the earlier build
 */
export async function measure(
  rounds: number,
  against: string,
  settings: readonly SettingOfBench[],
): Promise<void> {
  const dists = await buildPanes(against);
  console.log();
  for (const pane of paneNames) console.log(`${pane.padEnd(8)} ${comparedPanes[pane]}`);
  let missed = 0;
  for (const setting of settings) {
    const table = benchTable(await measureAll(dists, setting, rounds), setting);
    console.log(`\n${benchSettings[setting].title}: medians of ${rounds}, ms\n`);
    for (const line of table.lines) console.log(line);
    missed += table.missed;
  }
  const idle = await measureIdleShare(dists.pane);
  console.log(
    `\nThe idle pane with an open session takes ${(idle * 100).toFixed(3)} % of a processor`,
  );
  console.log(missed === 0 ? 'All targets are met.' : `Missed targets: ${missed}`);
}

/** Takes the panes in turn, so that other work on the machine affects all of them equally. */
async function measureAll(
  dists: Dists,
  setting: SettingOfBench,
  rounds: number,
): Promise<Readonly<Record<ComparedPane, readonly Measured[]>>> {
  const { slowdown, latencyMs } = benchSettings[setting];
  const measured: Record<ComparedPane, Measured[]> = { pane: [], before: [], naive: [], limit: [] };
  const stages = new Map<ComparedPane, PaneStage>();
  try {
    for (const pane of paneNames) stages.set(pane, await openPaneStage(dists[pane], latencyMs));
    for (let round = 0; round < rounds; round += 1) {
      // Each pane is first in one round of four.
      const first = round % paneNames.length;
      for (const pane of [...paneNames.slice(first), ...paneNames.slice(0, first)]) {
        const stage = stages.get(pane);
        if (stage === undefined) continue;
        measured[pane].push(await takeJourney(stage, slowdown, pane !== 'limit'));
      }
    }
  } finally {
    for (const stage of stages.values()) await stage.close();
  }
  return measured;
}
