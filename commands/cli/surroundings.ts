import type { Console } from './console';

/** What a command learns from where it runs. `npx cdk8s synth` names its output folder in CDK8S_OUTDIR. */
export function surroundings(console: Console) {
  return { root: process.cwd(), outdir: process.env.CDK8S_OUTDIR || 'dist', now: new Date(), console };
}

/** The same with the applications of this repository, and what they acknowledge together. */
export async function request(console: Console) {
  const [{ applications }, { acknowledgements: acknowledge }] = await Promise.all([
    import('../../apps/index.js'),
    import('../../apps/acknowledgements.js'),
  ]);
  return { applications, acknowledge, ...surroundings(console) };
}
