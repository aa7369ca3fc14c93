/**
 * `content_scripts` of the manifest: both scripts, before any script of the page, in every frame.
 * `match_origin_as_fallback` reaches `about:blank`, `srcdoc`, `blob:`, `data:` and sandboxed frames.
 */
export function probeContentScripts(matches: readonly string[]) {
  const where = {
    matches: [...matches],
    run_at: 'document_start' as const,
    all_frames: true,
    match_about_blank: true,
    match_origin_as_fallback: true,
  };
  return [
    { js: ['content-scripts/rtc-probe.js'], world: 'MAIN' as const, ...where },
    { js: ['content-scripts/rtc-relay.js'], world: 'ISOLATED' as const, ...where },
  ];
}
