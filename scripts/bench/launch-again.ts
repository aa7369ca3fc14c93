/** Seconds; the longest launch takes a third of it. */
const PATIENCE = 180;

/**
 * One launch's figures. In about one launch of a hundred Chromium stops answering: it is left, said,
 * and another one made.
 */
export async function orLaunchAgain<T>(launch: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE * 1000);
  });
  const figures = await Promise.race([launch().then((it) => ({ it })), tooLong]);
  clearTimeout(timer);
  if (figures !== null) return figures.it;
  console.error(`No answer for ${PATIENCE} s: this launch is made again.`);
  return launch();
}
