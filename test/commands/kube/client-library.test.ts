import * as client from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { type ClientLibrary, clientLibrary } from '../../../commands/kube/client-library';

it('what is declared of the client is what the client declares, and what is loaded', async () => {
  // The compiler compares them: `npm run types`.
  const declared: ClientLibrary = client;
  expect(await clientLibrary()).toMatchObject({ KubeConfig: declared.KubeConfig, PortForward: declared.PortForward });
});
