import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { speakMarionette } from '../../../cli/browsers/marionette';
import { runs } from '../../fuzz-runs';

/** A stream whose far end is in the test's hands. */
function wire() {
  const sent: string[] = [];
  const stream = new Duplex({
    read() {},
    write(chunk, _, done) {
      sent.push(String(chunk));
      done();
    },
  });
  return { stream, sent, receive: (bytes: Uint8Array) => stream.push(bytes) };
}

function packet(value: unknown): Buffer {
  const text = JSON.stringify(value);
  return Buffer.from(`${Buffer.byteLength(text)}:${text}`);
}

describe('Marionette', () => {
  it('counts bytes, not characters', async () => {
    const { stream, sent } = wire();
    void speakMarionette(stream).send('Say', { text: 'é' });
    expect(sent).toEqual(['25:[0,1,"Say",{"text":"é"}]']);
  });

  it('reads answers however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.array(fc.nat({ max: 80 })), async (json, cuts) => {
        const { stream, receive } = wire();
        const marionette = speakMarionette(stream);
        const first = marionette.send('One');
        const second = marionette.send('Two');
        const value: unknown = JSON.parse(json);
        const bytes = Buffer.concat([
          packet({ marionetteProtocol: 3 }),
          packet([1, 2, null, { value }]),
          packet([1, 1, { error: 'no such window', message: 'gone' }, null]),
        ]);
        const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length];
        let from = 0;
        for (const end of ends.sort((a, b) => a - b)) {
          if (end > from) receive(bytes.subarray(from, end));
          from = end;
        }
        await expect(first).rejects.toMatchObject({ name: 'no such window', message: 'gone' });
        await expect(second).resolves.toEqual({ value });
      }),
      { numRuns: runs(50, 0.01) },
    );
  });

  it('fails what still waits when Firefox ends', async () => {
    const { stream } = wire();
    const marionette = speakMarionette(stream);
    const waiting = marionette.send('Anything');
    stream.destroy();
    await expect(waiting).rejects.toThrow('Firefox has ended.');
    await expect(marionette.send('More')).rejects.toThrow('Firefox has ended.');
  });

  it('keeps steps that belong together apart from others', async () => {
    const { stream } = wire();
    const marionette = speakMarionette(stream);
    const order: string[] = [];
    const step = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise(setImmediate);
      order.push(`${name} ends`);
    };
    await Promise.all([marionette.together(step('a')), marionette.together(step('b'))]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
