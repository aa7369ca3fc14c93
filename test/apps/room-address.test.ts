import { describe, expect, test } from 'vitest';
import { placeOf } from '../../lib/apps/room-address';
import { CATALOGUE } from '../../lib/vendors/catalog';

function appCalled(id: string) {
  const app = CATALOGUE.apps.find((each) => each.id === id);
  if (app === undefined) throw new Error(`the catalogue has no app ${id}`);
  return app;
}

describe('the address of a page', () => {
  test.each([
    ['clubhouse', '/room/PARpwlAx', 'room'],
    ['clubhouse', '/room/PARpwlAx/', 'room'],
    ['clubhouse', '/room/', 'site'],
    ['clubhouse', '/room', 'site'],
    ['clubhouse', '/rooms/PARpwlAx', 'site'],
    ['clubhouse', '/', 'site'],
    ['x-spaces', '/i/spaces/1RDxlgyvNXzJL', 'room'],
    ['x-spaces', '/i/spaces/1RDxlgyvNXzJL/peek', 'room'],
    ['x-spaces', '/home', 'site'],
    ['discord', '/channels/41771983423143937/155101607195836416', 'room'],
    ['discord', '/channels/@me', 'site'],
    ['jitsi-meet', '/SomeMeeting', 'room'],
    ['jitsi-meet', '/', 'site'],
    ['element-call', '/room/', 'room'],
    ['spoon', '/kr/live/@name', 'room'],
    ['spoon', '/kr/', 'site'],
    ['stoat', '/channel/01F92C5ZXBQWQ8KY7J8KY917NM', 'room'],
    ['clubhouse', '//room/x', 'site'],
    ['clubhouse', '/__proto__/constructor', 'site'],
    ['telegram-web', '/k/', null],
    ['zello', '/channels', null],
  ])('of %s, %s, is %s', (app, path, place) => {
    expect(placeOf(appCalled(app), path)).toBe(place);
  });
});
