import type { Application } from '../../constructs/index';
import { nearest } from '../../values/text/nearest';
import { UsageError } from './usage-error';

/** The choice of that name. @throws UsageError that lists the others */
export function oneNamed<T extends { readonly name: string }>(choices: readonly T[], name: string, what: string): T {
  const found = choices.find((choice) => choice.name === name);
  if (found === undefined) throw unknownName(choices, name, what);
  return found;
}

/** The application of that name. Each platform is one, too, and is no database. @throws UsageError that lists both */
export function oneApplication(applications: readonly Application[], name: string): Application {
  const found = applications.find((application) => application.name === name);
  if (found !== undefined) return found;
  const platforms = applications.filter(isPlatform);
  const more = platforms.length === 0 ? '' : `; platforms are ${namesOf(platforms)}`;
  const others = applications.filter((application) => !isPlatform(application));
  throw unknownName(others, name, 'application', more, applications);
}

/** Whether it is what a Kubernetes cluster has besides its databases. */
export function isPlatform({ name, platform }: Application): boolean {
  return name === platform?.name;
}

function unknownName(
  choices: readonly { readonly name: string }[],
  name: string,
  what: string,
  more = '',
  meant = choices,
): UsageError {
  // Short names resemble each other too easily: of k3s every other letter may be another platform.
  const limit = Math.min(2, Math.floor(name.length / 3));
  const similar = nearest(
    name,
    meant.map((choice) => choice.name),
    limit,
  );
  const hint = similar === undefined ? '' : `; did you mean ${similar}?`;
  return new UsageError(`no ${what} "${name}": there is ${namesOf(choices)}${more}${hint}`);
}

function namesOf(choices: readonly { readonly name: string }[]): string {
  return choices.map((choice) => choice.name).join(', ') || 'none';
}
