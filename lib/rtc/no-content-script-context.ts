/**
 * Stands in for WXT's class of this name, which every isolated content script is handed and the
 * relay doesn't use: WXT's posts a message and an event into the page, by which any page could tell
 * that the extension is there, and brings the polyfill into every frame.
 */
export class ContentScriptContext {}
