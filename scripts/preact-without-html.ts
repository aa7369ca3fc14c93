import type { Plugin } from 'vite';

/** Preact's one way to set markup from a string: `dangerouslySetInnerHTML`. */
const SETS_MARKUP = /[\w$]+\.innerHTML=[\w$]+\.__html/g;

/**
 * Takes `dangerouslySetInnerHTML` out of Preact. Nothing here uses it, and host names come from
 * strangers: what isn't there can't be misused, and the stores' linters have nothing to ask about.
 */
export function preactWithoutHtml(): Plugin {
  return {
    name: 'preact-without-html',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/preact\/dist\/preact\.mjs/.test(id)) return null;
      const found = code.match(SETS_MARKUP)?.length ?? 0;
      if (found !== 1) this.error(`Preact sets innerHTML in ${found} places, not in 1: look again`);
      return { code: code.replace(SETS_MARKUP, 'void 0'), map: null };
    },
  };
}
