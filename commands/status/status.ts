import type { Application } from '../../constructs/index';
import { isKustomization } from '../../manifests/object/manifest';
import { residentsOf } from '../applications/application-tree';
import type { Console } from '../cli/console';
import { oneNamed } from '../cli/one-named';
import { type Live, MISSING } from './need';
import { platformNeeds } from './platform-needs';

/** What `npm run status` is asked for. */
export interface StatusRequest {
  /** Name of the platform. */
  readonly platform: string;
  readonly console: Console;
}

/**
 * Says whether a Kubernetes cluster has what the applications on a platform lean on and do not bring.
 * @returns the exit code: 1 where something is missing or does not run
 * @throws UsageError for a platform that no application names, and where the cluster does not answer
 */
export async function status(
  applications: readonly Application[],
  live: () => Promise<Live>,
  { platform: name, console }: StatusRequest,
): Promise<number> {
  const platforms = applications.flatMap(({ platform, platforms: more = [] }) => [
    ...(platform ? [platform] : []),
    ...more,
  ]);
  const unique = platforms.filter((each, i) => platforms.findIndex((other) => other.name === each.name) === i);
  const platform = oneNamed(unique, name, 'platform');
  const residents = residentsOf(applications, name);
  const manifests = residents.flatMap((each) => each.manifests).filter((manifest) => !isKustomization(manifest));
  const files = Object.assign({}, ...residents.map(({ application }) => application.files?.()));
  const client = remembering(await live());
  let code = 0;
  for (const { what, wrong } of platformNeeds(platform, manifests, files)) {
    const problem = await wrong(client);
    if (problem !== undefined) code = 1;
    console.out(line(what, problem));
  }
  return code;
}

/** Lists of all kinds and nodes are long, and asked for by several needs. */
function remembering({ read, list }: Live): Live {
  const known = new Map<string, ReturnType<Live['list']>>();
  return {
    read,
    list(...of) {
      const key = of.join(' ');
      const asked = known.get(key) ?? list(...of);
      known.set(key, asked);
      return asked;
    },
  };
}

function line(what: string, problem: string | undefined): string {
  if (problem === undefined) return `ok       ${what}\n`;
  return problem === MISSING ? `MISSING  ${what}\n` : `WRONG    ${what}: ${problem}\n`;
}
