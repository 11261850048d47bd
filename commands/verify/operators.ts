import type { Manifest } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import type { Live } from '../status/need';
import { operatorNeeds } from '../status/running-needs';
import type { Comparison } from './comparison';

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
    const problem = await wrong(live);
    const about = { check: 'operator', object: 'platform', declared: what };
    const fix = 'sync the application that installs it, or see npm run upgrade for the way to another version';
    found.push(
      problem === undefined
        ? { ...about, state: 'ok', running: 'runs' }
        : { ...about, state: 'wrong', running: problem, fix },
    );
  }
  return found;
}
