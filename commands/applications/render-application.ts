import type { App } from 'cdk8s';
import type { Acknowledgement, Application } from '../../constructs/index';
import { acknowledgementsIn } from '../../constructs/postgres/dropped';
import type { Rendered } from '../../manifests/files/render';
import { RenderError } from '../../manifests/files/render-error';
import { inputProblem } from '../cli/input-problem';
import { placedOn, treeOf } from './application-tree';
import { storageClassProblems } from './storage-class-problems';

/** What one application came to. */
export interface RenderedApplication {
  readonly rendered: readonly Rendered[];
  /** What it says itself of what it no longer has: the reasons of dropped clusters. */
  readonly acknowledged: readonly Acknowledgement[];
}

/**
 * Builds and renders one application. Input without meaning throws while the tree is built; the other applications still say what is wrong with theirs.
 * @throws RenderError with what is wrong
 */
export function renderApplication(application: Application): RenderedApplication {
  let app: App;
  try {
    app = treeOf(application);
  } catch (error) {
    const problem = inputProblem(error);
    if (problem === undefined) throw error;
    throw new RenderError([`${application.name}: ${problem}`]);
  }
  const rendered = placedOn(application, app);
  const problems = storageClassProblems(application, rendered);
  if (problems.length > 0) throw new RenderError(problems);
  return { rendered, acknowledged: acknowledgementsIn(app) };
}
