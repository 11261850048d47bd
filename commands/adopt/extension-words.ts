import { list, record, text } from '../../manifests/object/manifest';
import { some } from './common-words';
import { type Expression, words } from './expression';

/** The extensions that are mounted as images. */
export function extensionWords(value: unknown): Expression | undefined {
  const found = list(value)
    .map(record)
    .map(({ name, image, env, ...paths }) => {
      const { reference, pullPolicy } = record(image);
      const variables = list(env)
        .map(record)
        .map((each) => [String(each.name), String(each.value)]);
      return words({
        name: text(name),
        image: text(reference),
        pullPolicy: text(pullPolicy),
        extensionControlPath: some(paths.extension_control_path),
        dynamicLibraryPath: some(paths.dynamic_library_path),
        ldLibraryPath: some(paths.ld_library_path),
        binPath: some(paths.bin_path),
        env: some(Object.fromEntries(variables)),
      });
    });
  return found.length === 0 ? undefined : found;
}
