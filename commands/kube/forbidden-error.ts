import { UsageError } from '../cli/usage-error';

/** The API server does not let the user of the kubeconfig read something. Its own words name the verb and the resource. */
export class ForbiddenError extends UsageError {
  constructor(
    message: string,
    readonly reason: string,
  ) {
    super(message);
  }
}
