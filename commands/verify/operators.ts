import type { Manifest } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import type { Live } from '../status/need';
import { operatorNeeds } from '../status/running-needs';
import { type Comparison, readable } from './comparison';

/** The operator and the plugin run, in the versions that everything is rendered and judged for. */
export async function operators(platform: readonly Manifest[], target: Target, live: Live): Promise<Comparison[]> {
  const needs = operatorNeeds(platform, target);
  if (needs.length === 0) {
    const declared = `operator ${target.operator}`;
    const running = 'not asked: no Application of its platform installs it';
    return [{ check: 'operator', object: 'platform', state: 'unknown', declared, running }];
  }
  const found: Comparison[] = [];
  for (const { what, wrong } of needs) {
    let problem: string | undefined;
    const unread = await readable('operator', async () => {
      problem = await wrong(live);
      return [];
    });
    const about = { check: 'operator', object: 'platform', declared: what };
    const fix = 'sync the application that installs it, or see npm run upgrade for the way to another version';
    found.push(...unread.map((each) => ({ ...each, object: 'platform' })));
    if (unread.length > 0) continue;
    found.push(
      problem === undefined
        ? { ...about, state: 'ok', running: 'runs' }
        : { ...about, state: 'wrong', running: problem, fix },
    );
  }
  return found;
}
