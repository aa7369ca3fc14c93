import type { JSX } from 'preact';
import type { Tone } from '../report/popup-view';

interface MarkProps {
  readonly size?: number;
}

/** Earshot's own mark: an ear, and the sound that reaches it. */
export function EarMark({ size = 18 }: MarkProps): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round">
        <path d="M6 13.5a8.5 8.5 0 0 1 17 0c0 6-5.5 6.6-5.5 11.2a4 4 0 0 1-7.4 2.1" />
        <path d="M10.8 13.6a3.8 3.8 0 0 1 7.4 1c0 2.6-3.4 2.6-3.4 5.4" />
      </g>
    </svg>
  );
}

/** A page with a panel beside it. */
export function PanelMark({ size = 16 }: MarkProps): JSX.Element {
  return (
    <svg class="glyph" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <rect x="1.5" y="2.5" width="13" height="11" rx="1.5" />
      <path d="M10 2.5v11" />
    </svg>
  );
}

const TONES: Record<Tone, JSX.Element> = {
  warning: (
    <>
      <path
        d="M8 1.4 15.4 14.4H.6Z"
        fill="currentColor"
        stroke="currentColor"
        stroke-linejoin="round"
      />
      <path class="cut" d="M8 6v3.8" stroke-width="1.7" stroke-linecap="round" />
      <circle class="cut-dot" cx="8" cy="12.1" r="1" />
    </>
  ),
  notice: (
    <>
      <path
        d="M8 .9 15.1 8 8 15.1.9 8Z"
        fill="currentColor"
        stroke="currentColor"
        stroke-linejoin="round"
      />
      <path class="cut" d="M8 4.6v4" stroke-width="1.7" stroke-linecap="round" />
      <circle class="cut-dot" cx="8" cy="11" r="1" />
    </>
  ),
  calm: <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" />,
  unsure: (
    <circle
      cx="8"
      cy="8"
      r="6.4"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-dasharray="3.2 2.55"
    />
  ),
};

/** A triangle, a diamond, a ring or a broken ring: told apart without colour. */
export function ToneMark({ tone, size = 16 }: MarkProps & { readonly tone: Tone }): JSX.Element {
  return (
    <svg
      class={`mark tone-${tone}`}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {TONES[tone]}
    </svg>
  );
}
