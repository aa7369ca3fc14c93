import type { Plugin } from 'vite';

/**
 * Minifies the content scripts, and them alone: they are read in every frame of a watched site,
 * while nobody waits for the rest, which stays readable. The project's own sources are what to
 * review; the same build from them gives the same bytes.
 */
export function smallContentScripts(): Plugin {
  return {
    name: 'small-content-scripts',
    // After the framework has said what this build is made of.
    enforce: 'post',
    config: ({ build }) => {
      const { lib } = build ?? {};
      const entry = JSON.stringify(lib ? lib.entry : (build?.rolldownOptions?.input ?? ''));
      return /\.content\.ts"/.test(entry) ? { build: { minify: true } } : {};
    },
  };
}
