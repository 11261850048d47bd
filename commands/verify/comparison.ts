import { ForbiddenError } from '../kube/forbidden-error';

/**
 * - `unknown`: nobody can tell from what was given; it is shown, and fails nothing
 * - `unread`: the API server does not let it be read, so that nobody knows whether all is well
 */
type State = 'ok' | 'wrong' | 'unknown' | 'unread';

/** One thing that is declared, and how it is in the Kubernetes cluster. */
export interface Comparison {
  /** What was compared: `base backup`, `certificates`. */
  readonly check: string;
  /** `Cluster shop/shop-db`. */
  readonly object: string;
  readonly state: State;
  readonly declared: string;
  readonly running: string;
  /** What to do, where something is wrong. */
  readonly fix?: string;
}

/** What a check says of its object. */
export type Verified = Omit<Comparison, 'object'>;

/** Wrong where something is. */
export function compared(check: string, declared: string, running: string, isWell: boolean, fix: string): Verified {
  return isWell ? { check, state: 'ok', declared, running } : { check, state: 'wrong', declared, running, fix };
}

/** For what nobody could find out, with what would tell. */
export function untold(check: string, declared: string, running: string): Verified {
  return { check, state: 'unknown', declared, running };
}

/** What a check says, or that it may not read what it looks at: the others go on. */
export async function readable(
  check: string,
  run: () => readonly Verified[] | Promise<readonly Verified[]>,
): Promise<readonly Verified[]> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    const fix = 'allow the user of the kubeconfig to read it: docs/verify.md has a ClusterRole';
    return [{ check, state: 'unread', declared: 'can be read', running: error.reason, fix }];
  }
}
