import type { App } from 'cdk8s';
import type { Application } from '../../constructs/index';
import type { Rendered } from '../../manifests/files/render';
import { RenderError } from '../../manifests/files/render-error';
import { inputProblem } from '../cli/input-problem';
import { placedOn, treeOf } from './application-tree';
import { storageClassProblems } from './storage-class-problems';

/**
 * Builds and renders one application. Input without meaning throws while the tree is built; the other applications still say what is wrong with theirs.
 * @throws RenderError with what is wrong
 */
export function renderApplication(application: Application): readonly Rendered[] {
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
  return rendered;
}
