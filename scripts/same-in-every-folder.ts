import type { Plugin } from 'vite';

/** Takes the folder of the build out of what is built: whoever builds elsewhere gets the same bytes. */
export function sameInEveryFolder(folder: string): Plugin {
  return {
    name: 'same-in-every-folder',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll(`${folder}/`, '');
      }
    },
  };
}
