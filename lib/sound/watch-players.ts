import { listen, startsWith, weakMap } from '../rtc/captured-globals';
import { getter } from '../rtc/native-getter';
import { wrapMethod } from '../rtc/wrap-native';
import { originIn } from './channels';
import type { PlayerReport } from './endless-player';

// Page world: see the rules in `captured-globals`.

/** Watches the players that scripts start, since one outside of the document tells nobody else. */
export function watchPlayers(report: (report: PlayerReport) => void): void {
  const prototype = HTMLMediaElement.prototype;
  const duration = getter(prototype, 'duration');
  const paused = getter(prototype, 'paused');
  const source = getter(prototype, 'currentSrc');
  const known = weakMap<HTMLMediaElement, true>();

  function look(player: HTMLMediaElement): void {
    if (paused(player) || duration(player) !== Infinity) return;
    const url = source(player);
    if (startsWith(url, 'blob:')) report({ kind: 'player', origin: null });
    else if (startsWith(url, 'http')) report({ kind: 'player', origin: originIn(url) });
  }

  wrapMethod(prototype, 'play', (player) => {
    paused(player);
    if (known.get(player)) return null;
    known.set(player, true);
    listen(player, 'playing', () => look(player));
    listen(player, 'durationchange', () => look(player));
    return null;
  });
}
