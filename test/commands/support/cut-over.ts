import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { renderApplications } from '../../../commands/applications/render-applications';
import { type RestoreRequest, restore } from '../../../commands/restore/restore';
import { type Application, targetOf } from '../../../constructs/index';
import { at, type Manifest } from '../../../manifests/object/manifest';
import { platformOf, TEST_PLATFORM } from '../../apps/support/test-platform';
import { captured } from './console';

export const NOW = new Date('2026-11-21T13:05:09Z');
export const AT = '2026-11-20T13:37:00Z';

/** What a person edits on the way: config.ts and recoveries.json. */
export interface Edits {
  recoveries: object;
  replicas?: number;
  suppressions?: Application['suppressions'];
}

/** Makes the application of a source that was edited so. */
export type Source = (edits: Edits) => Promise<Application>;

/** A repository in a temporary folder with an application that is built from its source on every request. */
export class CutOver {
  readonly root = mkdtempSync(join(tmpdir(), 'cut-over-'));
  readonly edits: Edits = { recoveries: { recoveries: [] } };

  constructor(
    readonly name: string,
    private readonly source: Source,
  ) {
    mkdirSync(join(this.root, 'apps', name), { recursive: true });
    this.#write();
  }

  /** What `npm run restore` prints. */
  async restore(step: Partial<RestoreRequest> = { at: AT }): Promise<string> {
    const console = captured();
    const application = await this.source(this.edits);
    restore([application], { application: this.name, ...step, root: this.root, now: NOW, console });
    this.edits.recoveries = JSON.parse(readFileSync(this.#file, 'utf8'));
    return console.output.out;
  }

  /** Renders and judges; suppressions follow what synth says of them, as the procedure asks. @returns the errors and all objects */
  async synth(): Promise<{ errors: string[]; manifests: Manifest[] }> {
    for (let round = 0; ; round += 1) {
      const made = await this.source(this.edits);
      const where = made.platform ?? { ...TEST_PLATFORM, target: targetOf(made) };
      const application = { ...made, platform: where };
      // What its objectives assume of the operators is declared there.
      const platform = platformOf([application], where);
      const request = { applications: [application, platform], root: this.root, outdir: 'dist', now: NOW };
      const { violations } = renderApplications(request);
      const accepted = [...application.suppressions];
      const unused = violations.filter(({ rule }) => rule === 'suppression-unused').map(({ message }) => message);
      const more = violations
        .filter(({ rule }) => accepted.some((each) => each.rule === rule))
        .map(({ rule, kind, namespace, name }) => ({
          rule,
          object: `${kind} ${namespace}/${name}`,
          reason: 'as its source',
        }));
      const kept = accepted.filter(
        ({ rule, object }) => !unused.some((text) => text.includes(`of ${rule} for ${object} `)),
      );
      const next = [
        ...kept,
        ...more.filter(
          (each, index) => more.findIndex(({ rule, object }) => rule === each.rule && object === each.object) === index,
        ),
      ];
      if (round < 3 && (more.length > 0 || kept.length < accepted.length)) {
        this.edits.suppressions = next;
        continue;
      }
      const errors = violations
        .filter(({ severity }) => severity === 'error')
        .map(({ rule, message }) => `${rule}: ${message}`);
      return { errors, manifests: manifestsOf(application) };
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  get #file(): string {
    return join(this.root, 'apps', this.name, 'recoveries.json');
  }

  #write(): void {
    writeFileSync(this.#file, JSON.stringify(this.edits.recoveries));
  }
}

/** The host that the API connects to. */
export function hostOf(manifests: readonly Manifest[]): string {
  const deployment = manifests.find(({ kind }) => kind === 'Deployment');
  const variables = at(deployment, 'spec.template.spec.containers.0.env') as { name: string; value?: string }[];
  return variables.find(({ name }) => name === 'POSTGRES_HOST')?.value ?? '';
}
