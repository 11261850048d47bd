import { App } from 'cdk8s';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import type { Acknowledgement } from '../../values/declarations/acknowledgement';
import type { Suppression } from '../../values/declarations/suppression';
import type { Keys } from '../../values/text/keys';
import { useGitOps } from './gitops';
import { PLATFORM_KEYS, type Platform } from './platform';

/** One application of this repository: what `apps/<name>/` exports and `synth` renders. */
export interface Application {
  /** Name of its folder in `apps/` and in `dist/`. */
  readonly name: string;
  /** The Kubernetes cluster that it runs on. It is judged together with what else runs there. @default - one without a name */
  readonly platform?: Platform;
  /** Platforms beside its own that apply folders of it: that of a second site. @default - none */
  readonly platforms?: readonly Platform[];
  /** The versions that its manifests are made for. @default - those of its platform, or DEFAULT_TARGET where it names none */
  readonly target?: Target;
  /** Findings that are known and accepted, each with its reason. */
  readonly suppressions: readonly Suppression[];
  /**
   * Deletions of objects that hold state, and second uses of an archive, that are meant. In this repository they are in
   * `apps/acknowledgements.ts`, which stays when an application goes.
   * @default - none: synth refuses both
   */
  readonly acknowledge?: readonly Acknowledgement[];
  /** Builds its folders into an App of its own; call {@link buildApplication}, which says for which engine. */
  build(app: App): void;
  /** SQL for a database that exists already, by file: what a new one gets from its bootstrap. @default - none */
  migrations?(): Readonly<Record<string, string>>;
  /** Further files that synth keeps fresh, outside `dist/`: YAML content by path from the root of the repository. */
  files?(): Readonly<Record<string, object>>;
}

/** Keys of {@link Application}. */
export const APPLICATION_KEYS: Keys<Application> = {
  name: true,
  platform: PLATFORM_KEYS,
  platforms: PLATFORM_KEYS,
  target: { operator: true, plugin: true, kubernetes: true },
  suppressions: { rule: true, object: true, reason: true, expires: true },
  acknowledge: { delete: true, reuse: true, reason: true },
  build: true,
  migrations: true,
  files: true,
};

/** Its tree in an App of its own, for what applies the manifests of its platform. */
export function buildApplication(application: Pick<Application, 'build' | 'platform'>): App {
  const app = new App();
  useGitOps(app, application.platform?.gitops);
  application.build(app);
  return app;
}

/** The versions that an application is made for. */
export function targetOf({ target, platform }: Pick<Application, 'target' | 'platform'>): Target {
  return target ?? platform?.target ?? DEFAULT_TARGET;
}
