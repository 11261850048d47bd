import { setFlagsFromString } from 'node:v8';

/** From so many applications on, memory is what runs out first: on fewer, it is not worth the time. */
const FLEET = 2_000;

/**
 * Lets V8 collect garbage of a fleet before there is as much of it as of what is alive, and keeps it from giving 48 MB to what is young: 10,000
 * databases take half of the memory then, and a fifth more time. Both flags are read at each collection; what is alive is not limited.
 */
export function collectEarlier(applications: number): void {
  if (applications < FLEET) return;
  for (const flag of ['--heap-growing-percent=30', '--semi-space-growth-factor=1']) setFlagsFromString(flag);
}
