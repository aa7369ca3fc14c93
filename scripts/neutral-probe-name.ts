import type { Plugin } from 'vite';

/**
 * Gives the page-world script a name of its own for stack traces. Chromium would show its address,
 * and with it the extension's id, in the stack of every error a page gets from a wrapped function.
 */
export function neutralProbeName(): Plugin {
  return {
    name: 'neutral-probe-name',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && chunk.fileName.endsWith('rtc-probe.js')) {
          chunk.code += '\n//# sourceURL=rtc-probe.js\n';
        }
      }
    },
  };
}
