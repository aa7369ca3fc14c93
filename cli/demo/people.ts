/** Someone in the demo room. All but the visitor are made up. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: 'host' | 'speaker' | 'listener';
}

export const PEOPLE: readonly Person[] = [
  { id: 'ada', name: 'Ada', role: 'host' },
  { id: 'lin', name: 'Lin', role: 'speaker' },
  { id: 'noor', name: 'Noor', role: 'listener' },
  { id: 'tomasz', name: 'Tomasz', role: 'listener' },
  { id: 'yuki', name: 'Yuki', role: 'listener' },
  { id: 'amara', name: 'Amara', role: 'listener' },
  { id: 'jo', name: 'Jo', role: 'listener' },
];

/** A portrait as SVG: the initial on a disc whose colour comes from the name. */
export function portraitOf(id: string): string {
  const hue = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0) * 47, 0) % 360;
  const initial = (/^[a-z]/.exec(id)?.[0] ?? '?').toUpperCase();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
<rect width="96" height="96" fill="hsl(${hue} 45% 42%)"/>
<circle cx="48" cy="38" r="17" fill="hsl(${hue} 50% 78%)"/>
<path d="M14 96c2-22 16-34 34-34s32 12 34 34z" fill="hsl(${hue} 50% 78%)"/>
<text x="48" y="45" font-family="system-ui,sans-serif" font-size="20" font-weight="600" text-anchor="middle" fill="hsl(${hue} 60% 24%)">${initial}</text>
</svg>`;
}
